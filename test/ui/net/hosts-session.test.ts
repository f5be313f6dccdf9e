import { expect, test } from 'vitest';
import { hostsSession } from '../../../ui/net/hosts-session.ts';
import { hostMap } from '../../support/ui-hosts.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

test('the page of hosts has its answer, other pages ask for none', async () => {
  const store = storeWith({ type: 'captures', captures: [captureInfo()] }, at({ page: 'calls' }));
  const asked: string[] = [];
  const hosts = async (query: string) => {
    asked.push(query);
    return hostMap();
  };
  const session = hostsSession(
    store,
    { hosts },
    () => {},
    () => 0,
  );
  session.sync();
  expect(asked).toEqual([]);
  store.dispatch(at({ page: 'hosts', hostsBy: 'endpoint' }));
  session.sync();
  await new Promise(resolve => setTimeout(resolve));
  expect(asked).toEqual(['capture=demo&by=endpoint']);
  expect(store.state.hosts.map?.hostCount).toBe(4);
});
test('a refusal is told with its code', async () => {
  const store = storeWith({ type: 'captures', captures: [captureInfo()] }, at({ page: 'hosts' }));
  const session = hostsSession(
    store,
    { hosts: () => Promise.reject(new Error('gone')) },
    () => {},
    () => 0,
  );
  session.sync();
  await new Promise(resolve => setTimeout(resolve));
  expect(store.state.hosts.problem?.message).toContain('gone');
});
