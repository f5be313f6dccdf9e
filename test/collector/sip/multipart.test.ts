import { expect, test } from 'vitest';
import { isMultipart, readMultipart } from '../../../collector/sip/multipart.ts';

const MIXED = 'multipart/mixed;boundary=cut';

function body(...lines: string[]): Buffer {
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

test('parts come out bit for bit; the line end before a boundary is no part of them', () => {
  const binary = Buffer.from([0, 13, 10, 255, 45, 45, 99, 117, 116, 13]);
  const bytes = Buffer.concat([
    body(
      'preamble',
      '--cut',
      'Content-Type: text/plain',
      '',
      'Hello',
      '',
      '--cut',
      'Content-Type: application/octet-stream',
      '',
      '',
    ),
    binary,
    body('', '--cut--', 'epilogue'),
  ]);
  const read = readMultipart(bytes, MIXED);
  expect(read.problems).toEqual([]);
  expect(read.parts.map(part => part.contentType)).toEqual(['text/plain', 'application/octet-stream']);
  expect(read.parts[0].content.toString()).toBe('Hello\r\n');
  expect(read.parts[1].content.equals(binary)).toBe(true);
  expect(read.preamble.toString()).toBe('preamble');
  expect(read.epilogue.toString()).toBe('epilogue');
});

test('headers of a part are unfolded; without Content-Type it is plain text', () => {
  const { parts } = readMultipart(
    body('--cut', 'Content-Disposition: render;', '  handling=optional', '', 'x', '--cut--', ''),
    MIXED,
  );
  expect(parts[0]).toMatchObject({
    contentType: 'text/plain',
    headers: [{ name: 'Content-Disposition', value: 'render; handling=optional' }],
  });
});

test('lines that end with LF alone are boundaries too', () => {
  const { parts, problems } = readMultipart(Buffer.from('--cut\n\none\n--cut\n\ntwo\n--cut--\n'), MIXED);
  expect(parts.map(part => part.content.toString())).toEqual(['one', 'two']);
  expect(problems).toEqual([]);
});

test('a boundary inside a line, or with text behind it, is content', () => {
  const { parts } = readMultipart(body('--cut', '', 'a --cut b', '--cutter', '--cut--'), MIXED);
  expect(parts.map(part => part.content.toString())).toEqual(['a --cut b\r\n--cutter']);
});

test('a missing closing boundary is told, and the last part kept', () => {
  const { parts, problems } = readMultipart(body('--cut', '', 'one', '--cut', '', 'two'), MIXED);
  expect(parts.map(part => part.content.toString())).toEqual(['one', 'two']);
  expect(problems).toEqual(['the closing boundary is missing (RFC 2046 §5.1.1)']);
});

test('a nested multipart gives its own parts in its place', () => {
  const { parts, problems } = readMultipart(
    body(
      '--cut',
      'Content-Type: multipart/alternative; boundary="in ner"',
      '',
      '--in ner',
      '',
      'one',
      '--in ner',
      '',
      'two',
      '--in ner--',
      '--cut',
      '',
      'three',
      '--cut--',
    ),
    MIXED,
  );
  expect(parts.map(part => part.content.toString())).toEqual(['one', 'two', 'three']);
  expect(problems).toEqual([]);
});

test('nesting stops at depth five', () => {
  let inner = 'deep';
  for (let level = 8; level >= 1; level--) {
    inner = [
      `--b${level}`,
      `Content-Type: ${level === 8 ? 'text/plain' : `multipart/mixed;boundary=b${level + 1}`}`,
      '',
      inner,
      `--b${level}--`,
    ].join('\r\n');
  }
  const { parts, problems } = readMultipart(Buffer.from(inner), 'multipart/mixed;boundary=b1');
  expect(problems).toEqual(['multipart bodies nested deeper than 5; the innermost is shown whole']);
  expect(parts).toHaveLength(1);
  expect(parts[0].content.toString()).toContain('deep');
});

test('no more than 64 parts are taken apart', () => {
  const { parts, problems } = readMultipart(
    body(...Array.from({ length: 5000 }, () => '--cut\r\n\r\nx'), '--cut--'),
    MIXED,
  );
  expect(parts).toHaveLength(64);
  expect(problems).toEqual(['more than 64 parts; the rest is not taken apart']);
});

test.each([
  ['multipart/mixed', 'without boundary parameter'],
  [`multipart/mixed;boundary=${'x'.repeat(71)}`, 'longer than 70'],
  ['multipart/mixed;boundary=other', 'never occurs'],
])('with %s the body is one part, and told why', (contentType, problem) => {
  const { parts, problems } = readMultipart(body('--cut', '', 'x', '--cut--'), contentType);
  expect(parts).toHaveLength(1);
  expect(parts[0].content).toHaveLength(19);
  expect(problems.join()).toContain(problem);
});

test('a part whose headers never end is told', () => {
  expect(readMultipart(body('--cut', 'A: b', '--cut--'), MIXED).problems.join()).toContain('ends within its headers');
  expect(readMultipart(body('--cut', 'no header', '--cut--'), MIXED).problems.join()).toContain(
    'without the empty line',
  );
});

test('multipart is told by the type alone, in any case', () => {
  expect(['Multipart/Mixed;boundary=x', 'multipart/related', 'application/sdp', ''].map(isMultipart)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
