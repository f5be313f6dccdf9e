import { expect, test } from 'vitest';
import { compileFilter } from '../../../../collector/query/filter.ts';
import { betweenFilter, hostFilter } from '../../../../ui/pages/hosts/host-filters.ts';
import { host } from '../../../support/ui-hosts.ts';

test.each([
  ['an address', host('10.0.0.1', 1), 'source = 10.0.0.1'],
  ['a port', host('10.0.0.1:5080', 1, { addresses: ['10.0.0.1'] }), 'source = 10.0.0.1:5080'],
  ['an IPv6 port', host('[2001:db8::1]:5060', 1, { addresses: ['2001:db8::1'] }), 'source = [2001:db8::1]:5060'],
  [
    'a name',
    host('sbc', 1, { addresses: ['10.0.0.1', '10.0.0.2'], addressCount: 2 }),
    '(source = 10.0.0.1 or source = 10.0.0.2)',
  ],
])('%s is a filter that the collector reads', (_, node, expression) => {
  expect(hostFilter(node, 'source')).toBe(expression);
  expect(compileFilter(expression)).toMatchObject({ ok: true });
});
test('what has more addresses than were told cannot be named', () => {
  const many = host('phones', 1, { addresses: ['10.0.0.1'], addressCount: 900 });
  expect(hostFilter(many, 'ip')).toBeUndefined();
  expect(betweenFilter(many, host('10.0.0.1', 1))).toBeUndefined();
});
test('two hosts: both took part', () => {
  const expression = betweenFilter(host('10.0.0.1', 1), host('10.0.0.2', 1)) ?? '';
  expect(expression).toBe('ip = 10.0.0.1 and ip = 10.0.0.2');
  expect(compileFilter(expression)).toMatchObject({ ok: true });
});
