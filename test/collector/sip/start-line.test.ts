import { expect, test } from 'vitest';
import { readStartLine } from '../../../collector/sip/start-line.ts';

test('a request line is method, URI and version', () => {
  expect(readStartLine('INVITE sip:a@b SIP/2.0')).toEqual({
    request: { method: 'INVITE', uri: 'sip:a@b', version: 'SIP/2.0' },
    problems: [],
  });
});

test('a status line is version, code and phrase; the phrase may be empty', () => {
  expect(readStartLine('SIP/2.0 180 Ringing now')).toEqual({
    response: { statusCode: 180, reasonPhrase: 'Ringing now', version: 'SIP/2.0' },
    problems: [],
  });
  expect(readStartLine('SIP/2.0 100 ')).toEqual({
    response: { statusCode: 100, reasonPhrase: '', version: 'SIP/2.0' },
    problems: [],
  });
});

test.each([
  ['OPTIONS sip:a@b SIP/2.0  ', 'behind the request line'],
  [' OPTIONS sip:a@b SIP/2.0', 'blanks before'],
  ['OPTIONS  sip:a@b SIP/2.0', 'more than one blank'],
  ['OPTIONS <sip:a@b> SIP/2.0', 'angle brackets'],
  ['OPTIONS sip:a@b; lr SIP/2.0', 'blanks inside the Request-URI'],
  ['OPTIONS   SIP/2.0', 'the Request-URI is missing'],
  ['OP@IONS sip:a@b SIP/2.0', 'the method "OP@IONS" is no token'],
  ['OPTIONS sip:a@b SIP/7.0', 'is not SIP/2.0'],
  ['OPTIONS sip:a@b sip/2.0', 'upper case'],
])('the request "%s" is read, and told: %s', (line, problem) => {
  const read = readStartLine(line);
  expect(read.request?.method).toMatch(/^OP.IONS$/);
  expect(read.problems.join('\n')).toContain(problem);
});

test.each([
  ['SIP/2.0 4294967301 x', 'not between 100 and 699'],
  ['SIP/2.0 099 x', 'not between 100 and 699'],
  ['SIP/2.0 200', 'no blank behind the status code'],
  ['SIP/2.0  200 OK', 'more than one blank'],
  ['SIP/3.0 200 OK', 'is not SIP/2.0'],
])('the response "%s" is read, and told: %s', (line, problem) => {
  const read = readStartLine(line);
  expect(read.response?.statusCode).toBeGreaterThan(0);
  expect(read.problems.join('\n')).toContain(problem);
});

test.each(['', 'x', 'GET / HTTP/1.1', 'INVITE SIP/2.0', 'SIP/2.0', 'SIP/2.0 abc x'])(
  '"%s" is neither, and told',
  line => {
    const read = readStartLine(line);
    expect([read.request, read.response]).toEqual([undefined, undefined]);
    expect(read.problems.length).toBeGreaterThan(0);
  },
);
