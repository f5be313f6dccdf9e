import { expect, test } from 'vitest';
import { HostNumbers } from '../../../collector/query/host-numbers.ts';
import { LastHeard } from '../../../collector/query/last-heard.ts';
import { EPOCH, trace } from '../../support/trace.ts';

test('when a host sent something last, as far as messages have come', () => {
  const t = trace().request('REGISTER', { at: 0 }).response(200, 'REGISTER', { at: 30 });
  const lastHeard = new LastHeard(t.store, new HostNumbers(t.store.endpoints));
  const heard = () => ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(address => lastHeard.of(address));
  expect(heard()).toEqual([EPOCH, EPOCH + 30_000, 0]);
  t.request('REGISTER', { cseq: 2, at: 500 });
  expect(heard()).toEqual([EPOCH + 500_000, EPOCH + 30_000, 0]);
});

test('other ports are the same host; what went to a host says nothing of it', () => {
  const t = trace().request('REGISTER', { at: 0 }).request('OPTIONS', { at: 70, from: '10.0.0.1:5080', callId: 'b' });
  const lastHeard = new LastHeard(t.store, new HostNumbers(t.store.endpoints));
  expect([lastHeard.of('10.0.0.1'), lastHeard.of('10.0.0.2')]).toEqual([EPOCH + 70_000, 0]);
});
