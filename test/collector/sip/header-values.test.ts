import { expect, test } from 'vitest';
import { HeaderFinder } from '../../../collector/sip/header-values.ts';
import { readMessage } from '../../../collector/sip/message.ts';

const message = (...lines: readonly string[]): Buffer =>
  Buffer.from(`${['OPTIONS sip:b@b SIP/2.0', ...lines].join('\r\n')}\r\n\r\nVia: body\r\n`);

test('finds a header by long and compact name in any case, folded or not, and never in the body', () => {
  const bytes = message('v: one', 'VIA :\t two,', '  three', 'Viable: no', 'Subject: Via: no');
  expect(new HeaderFinder('via').read(bytes)).toEqual(['one', 'two, three']);
  expect(new HeaderFinder('V').read(bytes)).toEqual(['one', 'two, three']);
  expect(new HeaderFinder('X-Missing').read(bytes)).toEqual([]);
});

test('agrees with the decoded message', () => {
  const messages = [
    message('User-Agent: a.b (c)', 'X-Tenant: a', 'x-tenant:b', 'Subject:', 's: größe'),
    Buffer.from('OPTIONS sip:b@b SIP/2.0\nUser-Agent: lf only\nX-Tenant: a\n b\n\nUser-Agent: body'),
    message('User-Agent: cut').subarray(0, 40),
    Buffer.from('OPTIONS sip:b@b SIP/2.0\r\nX-Tenant: never ended'),
  ];
  for (const bytes of messages) {
    for (const name of ['User-Agent', 'X-Tenant', 'Subject', 'Via']) {
      expect(new HeaderFinder(name).read(bytes), `${name} of ${bytes}`).toEqual(readMessage(bytes).headerAll(name));
    }
  }
});

test('a name with signs of a pattern is taken as it is', () => {
  expect(new HeaderFinder('X-(a+)+').read(message('X-(a+)+: 1', 'X-aa: 2'))).toEqual(['1']);
  expect(new HeaderFinder('(').read(message('Via: x'))).toEqual([]);
});

test('64 KiB of blanks or folds take no longer than they are long', () => {
  const started = performance.now();
  for (const filler of [' ', '\r\n ', ' \r\n', '\t'])
    new HeaderFinder('X-A').read(message(`X-A:${filler.repeat(20_000)}x`));
  expect(performance.now() - started).toBeLessThan(2000);
});
