import { expect, test } from 'vitest';
import { compared, hostOf, is } from '../../../../ui/pages/calls/terms.ts';

test('cells as terms', () => {
  expect(is('code', 486)).toEqual({ field: 'code', operator: '=', value: '486' });
  expect(compared('mos', '<=', '3.50')).toEqual({ field: 'mos', operator: '<=', value: '3.50' });
});

test('the host of an endpoint', () => {
  expect(['10.0.0.7:5060', '10.0.0.7', '[2001:db8::1]:5060', ''].map(hostOf)).toEqual([
    '10.0.0.7',
    '10.0.0.7',
    '2001:db8::1',
    '',
  ]);
});
