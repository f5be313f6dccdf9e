import { expect, test } from 'vitest';
import { faultIf, faultIn, faultsIn } from '../../../../collector/sip/lint/rule.ts';

test('a fault says where it is, when it is somewhere', () => {
  expect(faultIf(false, 'x')).toEqual([]);
  expect(faultIf(true, 'x', { header: 'To' })).toEqual([{ message: 'x', header: 'To' }]);
  expect(faultIn('To', { text: 't', at: 3 }, 'x')).toEqual([{ message: 'x', header: 'To', at: 3 }]);
  expect(faultIn('To', undefined, 'x')).toEqual([{ message: 'x', header: 'To' }]);
});

test('of several values each may have its own', () => {
  const values = [
    { text: 'a', at: 0 },
    { text: 'b', at: 4 },
  ];
  expect(faultsIn('Via', values, text => (text === 'b' ? 'wrong' : undefined))).toEqual([
    { message: 'wrong', header: 'Via', at: 4 },
  ]);
});
