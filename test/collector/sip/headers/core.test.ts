import { expect, test } from 'vitest';
import {
  callId,
  callIds,
  contentLength,
  cseq,
  maxForwards,
  mimeVersion,
  rack,
  retryAfter,
  rseq,
  seconds,
  timestamp,
  via,
  warning,
} from '../../../../collector/sip/headers/core.ts';

test('every Via of a list is shown', () => {
  const reading = via('SIP/2.0/UDP a:5061;branch=z9hG4bK1, SIP/2.0/TCP b');
  expect(reading.problems).toEqual([]);
  expect(reading.parts.filter(part => part.name === 'transport').map(part => part.value)).toEqual(['UDP', 'TCP']);
  expect(reading.parts).toContainEqual({ name: 'port', value: '5061' });
});

test('CSeq and RAck show numbers and method', () => {
  expect(cseq('0009 INVITE').parts).toEqual([
    { name: 'number', value: '9' },
    { name: 'method', value: 'INVITE' },
  ]);
  expect(rack('1 2 INVITE').parts.map(part => part.value)).toEqual(['1', '2', 'INVITE']);
});

test('Call-ID is word [ "@" word ]', () => {
  expect(['a(b)<c>:\\"/[]?{}\'@x_y', 'f81d4fae'].flatMap(value => callId(value).problems)).toEqual([]);
  expect(['', 'a b', 'a@b@c', 'a,b', '@b'].map(value => callId(value).problems.length)).toEqual([1, 1, 1, 1, 1]);
  expect(callIds('a@b, c').parts).toHaveLength(2);
});

test('numbers have the bounds of their RFC', () => {
  expect([
    ...maxForwards('255').problems,
    ...seconds('4294967295').problems,
    ...contentLength('0').problems,
    ...rseq('1').problems,
  ]).toEqual([]);
  expect(
    [maxForwards('256'), seconds('4294967296'), contentLength('-1'), rseq('0')].map(reading => reading.problems.length),
  ).toEqual([1, 1, 1, 1]);
});

test('Retry-After has a comment and a duration', () => {
  expect(retryAfter('18000;duration=3600')).toEqual({
    parts: [
      { name: 'seconds', value: '18000' },
      { name: 'duration', value: '3600' },
    ],
    problems: [],
  });
  expect(retryAfter("120 (I'm in a meeting)")).toEqual({
    parts: [
      { name: 'seconds', value: '120' },
      { name: 'comment', value: "I'm in a meeting" },
    ],
    problems: [],
  });
  expect(retryAfter('soon').problems).toHaveLength(1);
});

test('Timestamp is a time with an optional delay', () => {
  expect([...timestamp('54').problems, ...timestamp('54.3 0.1').problems]).toEqual([]);
  expect([timestamp('x'), timestamp('1 2 3'), timestamp('')].map(reading => reading.problems.length)).toEqual([
    1, 1, 1,
  ]);
});

test('Warning is code, agent and quoted text', () => {
  expect(warning('307 isi.edu "no, not ""understood", 399 a "b"').problems).toHaveLength(1);
  expect(warning('301 isi.edu "no, \\"x\\"", 399 a "b"').parts).toContainEqual({ name: 'text', value: 'no, "x"' });
  expect(warning('1812 overture "In Progress"').problems).toEqual([
    'the warn-code "1812" is not three digits (RFC 3261 §20.43)',
  ]);
});

test('MIME-Version is two numbers', () => {
  expect(mimeVersion('1.0').problems).toEqual([]);
  expect(['1', '1.x', '1.0.0', ''].map(value => mimeVersion(value).problems.length)).toEqual([1, 1, 1, 1]);
});
