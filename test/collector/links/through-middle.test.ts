import { expect, test } from 'vitest';
import { ThroughMiddle } from '../../../collector/links/through-middle.ts';
import { MessageBytes } from '../../../collector/store/message-bytes.ts';
import { pcap } from '../../support/pcap-builder.ts';
import { openBytes } from '../../support/segment-frames.ts';
import { type Trace, trace } from '../../support/trace.ts';

const IN = { from: '10.0.0.1:5060', to: '10.0.0.2:5060' };
const OUT = { from: '10.0.0.2:5060', to: '10.0.0.3:5060' };

async function through(t: Trace): Promise<ThroughMiddle> {
  return new ThroughMiddle(t.store, new MessageBytes(t.store, await openBytes(pcap([{ bytes: Buffer.alloc(2000) }]))));
}

function show(finder: ThroughMiddle): string[] {
  return [...finder.links()].map(({ from, to, reason }) => `${from} → ${to} ${reason}`);
}

test('legs before a host in the middle was found are compared, and those after it, each once', async () => {
  const t = trace();
  const finder = await through(t);
  const take = (): boolean => {
    const seen = t.store.legs.length - 1;
    finder.onLeg(t.store.legs[seen]);
    return finder.take();
  };
  t.request('INVITE', { ...IN, callId: 'a', at: 0 });
  expect([take(), show(finder)]).toEqual([false, []]);
  t.request('INVITE', { ...OUT, callId: 'b', at: 100 });
  expect([take(), show(finder)]).toEqual([true, ['0 → 1 number-and-time']]);
  t.request('INVITE', { ...IN, callId: 'c', at: 9000 });
  expect([take(), show(finder)]).toEqual([false, ['0 → 1 number-and-time']]);
  t.request('INVITE', { ...OUT, callId: 'd', at: 9100 });
  expect([take(), show(finder)]).toEqual([true, ['0 → 1 number-and-time', '2 → 3 number-and-time']]);
  expect([finder.take(), finder.refused]).toEqual([false, 0]);
});

test('SDP of a leg that began as no call is compared, too', async () => {
  const t = trace()
    .request('OPTIONS', { ...IN, callId: 'a' })
    .request('INVITE', { ...OUT, callId: 'b' });
  for (const row of [0, 1]) t.store.linkMarks.add(row, 0, 7, 0);
  const finder = await through(t);
  for (const leg of t.store.legs) finder.onLeg(leg);
  expect(finder.take()).toBe(true);
});
