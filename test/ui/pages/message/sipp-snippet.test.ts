import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sippSend } from '../../../../ui/pages/message/sipp-snippet.ts';

const send = (text: string): string => sippSend(new TextEncoder().encode(text));

test('a message becomes a send step whose length sipp counts', () => {
  expect(send('INFO sip:b@b SIP/2.0\r\nl: 3\r\nX: y\r\n\r\nabc')).toBe(
    '<send>\n<![CDATA[\n\nINFO sip:b@b SIP/2.0\nl: [len]\nX: y\n\nabc]]>\n</send>\n',
  );
});
test('brackets, backslashes and bytes that are no plain text are written in hexadecimal', () => {
  expect(send('A sip:[2001:db8::1] SIP/2.0\r\nX: \\x]]>ä\r\n\r\n')).toContain(
    'A sip:\\x5b2001:db8::1\\x5d SIP/2.0\nX: \\x5cx\\x5d\\x5d>\\xc3\\xa4\n',
  );
});
test('blanks at the ends of lines and folded lines survive', () => {
  expect(send('A b SIP/2.0\r\nX: y \r\n z\r\n\r\n')).toContain('X: y\\x20\n\\x20z\n');
});
test('a length that is no header stays', () => {
  expect(send('A b SIP/2.0\r\n\r\nContent-Length: 7\r\n')).toContain('\n\nContent-Length: 7\n');
});
test('read as sipp reads it, it is the message again', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab \t[]\\x>\r\n\u0000é') });
  fc.assert(
    fc.property(text, body => {
      const message = `INFO sip:b SIP/2.0\r\n\r\n${body}`;
      expect(Buffer.from(asSippReads(send(message))).toString()).toBe(message);
    }),
    { seed: 7, numRuns: 300 },
  );
});

/** CDATA without the blanks around lines, CRLF for line feeds, \xHH as one byte. */
function asSippReads(step: string): Uint8Array {
  const data = /<!\[CDATA\[\n\n(.*)\]\]>\n<\/send>/s.exec(step)?.[1] ?? '';
  const lines = data.split('\n').map(each => each.replace(/^[ \t]+|[ \t]+$/g, ''));
  const bytes = lines
    .join('\r\n')
    .replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Uint8Array.from(bytes, char => char.charCodeAt(0));
}
