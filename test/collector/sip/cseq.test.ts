import { expect, test } from 'vitest';
import { readCSeq, readRAck } from '../../../collector/sip/cseq.ts';

test('leading zeros and any blanks are allowed', () => {
  expect(readCSeq(' 0009\t INVITE ')).toEqual({ number: 9, method: 'INVITE', problems: [] });
});

test('2147483647 is the largest sequence number', () => {
  expect(readCSeq('2147483647 BYE')).toEqual({ number: 2_147_483_647, method: 'BYE', problems: [] });
  const tooLarge = readCSeq('2147483648 BYE');
  expect(tooLarge).toMatchObject({ number: undefined, method: 'BYE' });
  expect(tooLarge.problems).toEqual([
    'the sequence number 2147483648 is too large: it must be below 2**31 (RFC 3261 §8.1.1.5)',
  ]);
});

test.each([
  ['', 'the sequence number is missing'],
  ['-1 INVITE', '"-1" is no number'],
  ['1', 'the method is missing'],
  ['1 IN@VITE', 'is no token'],
  ['1 INVITE x', 'unexpected text "x"'],
])('"%s" is told: %s', (value, problem) => {
  expect(readCSeq(value).problems.join('\n')).toContain(problem);
});

test('RAck carries RSeq, CSeq and method', () => {
  expect(readRAck('776656 1 INVITE')).toEqual({ rseq: 776_656, cseq: 1, method: 'INVITE', problems: [] });
  expect(readRAck('4294967296 2147483648').problems).toHaveLength(3);
});
