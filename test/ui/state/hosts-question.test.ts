import { expect, test } from 'vitest';
import { wantedHosts } from '../../../ui/state/hosts-question.ts';
import { readRange } from '../../../ui/state/time-range.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

const wanted = (...route: Parameters<typeof at>) =>
  wantedHosts(storeWith({ type: 'captures', captures: [captureInfo()] }, at(...route)).state);

test('the page of hosts asks by what is one host and by the range', () => {
  const range = readRange('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
  const query = new URLSearchParams(wanted({ page: 'hosts', hostsBy: 'address', range })?.query);
  expect(query.get('by')).toBe('address');
  expect([query.get('from')?.slice(0, 10), query.get('to')?.slice(0, 10)]).toEqual(['2026-01-01', '2026-01-02']);
});
test('another way to tell hosts apart is another view; other pages ask nothing', () => {
  expect(wanted({ page: 'hosts' })?.view).not.toBe(wanted({ page: 'hosts', hostsBy: 'endpoint' })?.view);
  expect(wanted({ page: 'calls' })).toBeUndefined();
});
