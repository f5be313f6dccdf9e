import { expect, test } from 'vitest';
import { MiddleHosts } from '../../../collector/links/middle-hosts.ts';
import { type Trace, trace } from '../../support/trace.ts';

const IN = { from: '10.0.0.1:5060', to: '10.0.0.2:5060' };
const OUT = { from: '10.0.0.2:5080', to: '10.0.0.3:5060' };

function isAny(t: Trace): boolean {
  const hosts = new MiddleHosts(t.store);
  for (const leg of t.store.legs) hosts.onLeg(leg);
  return hosts.isAny;
}

test('a host that a leg went to and a later one comes from, whatever the port', () => {
  expect(
    isAny(
      trace()
        .request('INVITE', IN)
        .request('INVITE', { ...OUT, callId: 'b' }),
    ),
  ).toBe(true);
});

test('a proxy keeps the Call-ID: many phones through one host are nobody in the middle', () => {
  const t = trace();
  for (let i = 0; i < 20; i++) {
    t.request('INVITE', { ...IN, from: `10.1.0.${i}:5060`, callId: `c${i}` });
    t.request('INVITE', { ...OUT, callId: `c${i}`, branch: `z9hG4bK-${i}` });
  }
  expect(isAny(t)).toBe(false);
});

test('who calls first and is called later causes nothing by that', () => {
  expect(
    isAny(
      trace()
        .request('INVITE', OUT)
        .request('INVITE', { ...IN, callId: 'b' }),
    ),
  ).toBe(false);
});

test.each(['OPTIONS', 'REGISTER'])('a proxy that sends %s is not in the middle, unless SDP was in that leg', method => {
  const t = trace()
    .request('INVITE', IN)
    .request(method, { ...OUT, callId: 'b' });
  expect(isAny(t)).toBe(false);
  const hosts = new MiddleHosts(t.store);
  hosts.onSdp(t.store.legs[0]);
  expect(hosts.isAny).toBe(false);
  hosts.onSdp(t.store.legs[1]);
  expect(hosts.isAny).toBe(true);
});
