import { expect, test } from 'vitest';
import { HostNumbers } from '../../../collector/query/host-numbers.ts';
import { TrafficHosts } from '../../../collector/query/traffic-hosts.ts';
import { type Trace, trace } from '../../support/trace.ts';

function hostsOf(t: Trace) {
  const numbers = new HostNumbers(t.store.endpoints, 1);
  const hosts = new TrafficHosts(t.store, numbers);
  hosts.advance();
  return { numbers, hosts };
}

/** Asked by 10.0.0.1, a host of its own each time. */
function answered(t: Trace, callId: string, by: string): Trace {
  t.request('OPTIONS', { callId, to: `${by}:5060` });
  return t.response(200, 'OPTIONS', { callId, from: `${by}:5060` });
}

test('the busiest hosts come first, then who came first; behind them those that only asked', () => {
  const t = answered(trace(), 'a', '10.0.0.9');
  answered(answered(answered(t, 'b', '10.0.0.7'), 'c', '10.0.0.7'), 'd', '10.0.0.8');
  t.request('OPTIONS', { callId: 'e', from: '10.0.0.5:5060', to: '10.0.0.6:5060' });
  const told = (limit: number) =>
    hostsOf(t)
      .hosts.busiest(limit)
      .map(({ address, finals, firstRequest, firstFinal }) => [address, finals, firstRequest, firstFinal]);
  expect(told(2)).toEqual([
    ['10.0.0.7', 2, -1, 3],
    ['10.0.0.9', 1, -1, 1],
  ]);
  expect(told(9)).toEqual([
    ['10.0.0.7', 2, -1, 3],
    ['10.0.0.9', 1, -1, 1],
    ['10.0.0.8', 1, -1, 7],
    ['10.0.0.1', 0, 0, -1],
    ['10.0.0.5', 0, 8, -1],
  ]);
});

test('ports of one address are one host, also one that never answered from there', () => {
  const t = trace()
    .request('OPTIONS', { callId: 'a', from: '10.0.0.2:40000', to: '10.0.0.3:5060' })
    .request('OPTIONS', { callId: 'b' })
    .response(200, 'OPTIONS', { callId: 'b' })
    .request('OPTIONS', { callId: 'c', to: '10.0.0.2:5080' })
    .response(200, 'OPTIONS', { callId: 'c', from: '10.0.0.2:5080' });
  expect(hostsOf(t).hosts.busiest(1)).toMatchObject([
    { address: '10.0.0.2', firstRequest: 0, firstFinal: 2, finals: 2, serverErrors: 0, first503: -1, count503: 0 },
  ]);
});

test('who never answered gets no number, however many they are', () => {
  const t = trace();
  for (let i = 0; i < 200; i++)
    t.request('OPTIONS', { callId: `${i}`, from: `10.0.0.${i}:${6000 + i}`, to: '10.0.0.250:5060' });
  t.response(200, 'OPTIONS', { callId: '7', from: '10.0.0.250:5060', to: '10.0.0.7:6007' });
  const { hosts, numbers } = hostsOf(t);
  expect([hosts.busiest(1).length, numbers.count]).toEqual([1, 1]);
});

test('repetitions and provisional responses do not count; what comes later does', () => {
  const t = trace()
    .request('INVITE')
    .response(180, 'INVITE', { toTag: 'b' })
    .response(486, 'INVITE', { toTag: 'b', at: 500 })
    .response(486, 'INVITE', { toTag: 'b', at: 1000 });
  const { hosts } = hostsOf(t);
  expect(hosts.busiest(1)).toMatchObject([{ finals: 1, firstFinal: 2 }]);
  answered(t, 'later', '10.0.0.3');
  answered(t, 'latest', '10.0.0.3');
  hosts.advance();
  expect(hosts.busiest(1)).toMatchObject([{ address: '10.0.0.3', finals: 2 }]);
});
