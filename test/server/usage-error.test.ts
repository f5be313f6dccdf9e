import { expect, test } from 'vitest';
import { describeForTerminal, UsageError } from '../../server/usage-error.ts';

test('an error with a hint is two lines on the terminal', () => {
  expect(describeForTerminal(new UsageError('no such file', 'Check the path.'))).toBe(
    'sipscope: no such file\n  Check the path.\n',
  );
});

test('a name that would command the terminal is made harmless', () => {
  expect(describeForTerminal(new UsageError('\u001b[2Jx: no such file', 'Check.'))).toBe(
    'sipscope: \ufffd[2Jx: no such file\n  Check.\n',
  );
});

test('a hint of several lines keeps them, each indented', () => {
  expect(describeForTerminal(new UsageError('no right to capture', 'One of:\n   sudo x\n  setcap y'))).toBe(
    'sipscope: no right to capture\n  One of:\n  sudo x\n  setcap y\n',
  );
});

test('a message of several lines keeps its blanks: the place of a fault is marked below it', () => {
  expect(
    describeForTerminal(new UsageError('filter: syntax error\n    port xx\n         ^^', 'See man pcap-filter.')),
  ).toBe('sipscope: filter: syntax error\n    port xx\n         ^^\n  See man pcap-filter.\n');
});

test('what carries no hint is a fault of ours and not described', () => {
  expect(describeForTerminal(new TypeError('x is undefined'))).toBeUndefined();
  expect(describeForTerminal('text')).toBeUndefined();
  expect(describeForTerminal(undefined)).toBeUndefined();
});
