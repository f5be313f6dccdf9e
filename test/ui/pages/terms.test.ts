import { expect, test } from 'vitest';
import { atLeast, atMost, compared, hostOf, is } from '../../../ui/pages/terms.ts';

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

test('what is shown still fits its own least and most', () => {
  expect([atLeast('pdd', 300.9, 0, 'ms').value, atLeast('loss', 1.26, 1).value]).toEqual(['300ms', '1.2']);
  expect([atMost('mos', 3.451, 2).value, atMost('mos', 4.2, 2).value]).toEqual(['3.46', '4.20']);
});
