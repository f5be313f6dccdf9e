import { expect, test } from 'vitest';
import { withAlias } from '../../../ui/base/alias-lines.ts';

const TEXT =
  '# hosts\n10.0.0.7 sbc-1   # our border\n10.0.0.0/8 phones\n[2001:db8::7] core\n[2001:db8::7]:5060 core-sip\n';

test('a name is changed in its place; its comment and all else stay', () => {
  expect(withAlias(TEXT, '10.0.0.7', 'sbc one')).toBe(TEXT.replace('sbc-1   #', 'sbc one #'));
});
test('a host that has no line gets one at the end', () => {
  expect(withAlias(TEXT, '10.0.0.7:5080', 'trunk')).toBe(`${TEXT}10.0.0.7:5080 trunk\n`);
  expect(withAlias('', '10.0.0.7', 'a')).toBe('10.0.0.7 a\n');
  expect(withAlias('10.0.0.1 b', '10.0.0.7', 'a')).toBe('10.0.0.1 b\n10.0.0.7 a\n');
});
test('IPv6 is found with brackets and without, its ports apart', () => {
  expect(withAlias(TEXT, '2001:db8::7', 'x')).toContain('2001:db8::7 x\n[2001:db8::7]:5060 core-sip');
  expect(withAlias(TEXT, '[2001:db8::7]:5060', 'y')).toContain('[2001:db8::7] core\n[2001:db8::7]:5060 y\n');
});
test('an empty name takes the line away; without a line nothing happens', () => {
  expect(withAlias('10.0.0.7 a\n', '10.0.0.7', '')).toBe('');
  expect(withAlias(TEXT, '10.9.9.9', '')).toBe(TEXT);
});
