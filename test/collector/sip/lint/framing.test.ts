import { expect, test } from 'vitest';
import { framingProblems } from '../../../../collector/sip/lint/framing.ts';
import { readMessage } from '../../../../collector/sip/message.ts';
import { messageBytes } from '../../../support/sip-message.ts';

const good = messageBytes({ body: 'hello', headers: { 'Content-Type': 'text/plain' } }).toString('latin1');
const idsOf = (text: string) =>
  framingProblems(readMessage(Buffer.from(text, 'latin1')).problems).map(({ id, severity }) => `${id} ${severity}`);

test.each([
  ['nothing wrong', good, []],
  ['bare line feeds', good.replaceAll('\r\n', '\n'), ['bare-line-feed warning']],
  ['no end of the headers', 'OPTIONS sip:a SIP/2.0\r\nVia: x\r\n', ['missing-empty-line error']],
  ['a cut line', 'OPTIONS sip:a SIP/2.0\r\nVia: x', ['missing-empty-line error', 'cut-line error']],
  ['a line without colon', good.replace('Max-Forwards: ', 'Max-Forwards '), ['header-without-colon error']],
  ['a name that is no token', good.replace('Max-Forwards', 'Max Forwards'), ['header-name error']],
  ['two lengths', good.replace('Content-Length: 5', 'Content-Length: 5\r\nl: 4'), ['content-length-conflict error']],
  [
    'a length beyond the end',
    good.replace('Content-Length: 5', 'Content-Length: 6'),
    ['content-length-beyond-end error'],
  ],
  ['more than the length', good.replace('Content-Length: 5', 'Content-Length: 4'), ['bytes-behind-body warning']],
  ['a control character', good.replace('desk', 'de\x01k'), ['control-character warning']],
  ['no UTF-8', good.replace('desk', 'de\xffk'), ['utf-8 warning']],
  ['a version in lower case', good.replace('SIP/2.0\r\n', 'sip/2.0\r\n'), ['version-case warning']],
  ['no start line', 'hello\r\n\r\n', ['start-line error']],
  ['no blank behind the code', 'SIP/2.0 200\r\n\r\n', ['status-line-blank warning']],
])('%s', (_, text, ids) => {
  expect(idsOf(text)).toEqual(ids);
});
