import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unpackLadder } from '../../../collector/ladder/packed.ts';
import { describeCall, type describeParts } from '../../../collector/query/call-detail.ts';
import { CALL_PARTS } from '../../../collector/query/call-parts.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { type Trace, trace } from '../../support/trace.ts';

async function detailOf(t: Trace): Promise<ReturnType<typeof describeCall>> {
  return describeCall(await callSources(t), t.store.legs[0]);
}

describe('a call through a proxy', () => {
  test('has its ladder, states, dialogs, transactions and streams', async () => {
    const detail = (await readCapture(join(FIXTURES, 'basic-call-proxy.pcap'))).call(0);
    expect(detail?.call.state).toBe('ended');
    expect(detail?.ladder.rows.filter(row => row.type === 'message')).toHaveLength(13);
    expect(detail?.transitions.map(change => change.state)).toEqual([
      'trying',
      'ringing',
      'answered',
      'established',
      'ended',
    ]);
    expect(detail?.dialogs).toMatchObject([
      { state: 'terminated', localTag: expect.stringMatching(/.+/), remoteTag: expect.stringMatching(/.+/) },
    ]);
    expect(detail?.streams).toHaveLength(2);
    const bars = detail?.ladder.rows.flatMap(row =>
      row.type === 'event' && row.media !== undefined ? [row.media] : [],
    );
    expect(bars).toMatchObject([{ streams: [0, 1], isBothWays: true, quality: 'good' }]);
    const hops = detail?.transactions.filter(one => one.method === 'INVITE') ?? [];
    expect(hops).toMatchObject([
      { cseq: 1, statusCode: 200, timerExpired: false },
      { cseq: 1, statusCode: 200, timerExpired: false },
    ]);
    expect(hops[0]?.destination).toBe(hops[1]?.source);
    expect(hops[0]?.responseTime).toBeGreaterThan(hops[1]?.responseTime ?? Infinity);
  });

  test('labels requests by method, responses by code and reason, and shows codecs', async () => {
    const detail = (await readCapture(join(FIXTURES, 'busy.pcap'))).call(0);
    const rows = detail?.ladder.rows.flatMap(row => (row.type === 'message' ? [row] : [])) ?? [];
    expect(rows[0]).toMatchObject({ label: 'INVITE', hasSdp: true, sdp: expect.stringContaining('PCMA') });
    expect(rows.find(row => row.statusCode === 486)?.label).toMatch(/^486 Busy/);
  });
});

test('a retransmission names the first of its chain', async () => {
  const t = trace().request('INVITE', { at: 0 }).request('INVITE', { at: 500 }).request('INVITE', { at: 1500 });
  const rows = (await detailOf(t)).ladder.rows.flatMap(row => (row.type === 'message' ? [row.retransmissionOf] : []));
  expect(rows).toEqual([undefined, 0, 0]);
});

test('a transaction that is known by its responses only has the right direction and no times', async () => {
  const t = trace().response(180, 'INVITE', { toTag: 'b' }).response(200, 'INVITE', { toTag: 'b' });
  expect((await detailOf(t)).transactions).toMatchObject([
    {
      source: '10.0.0.1:5060',
      destination: '10.0.0.2:5060',
      statusCode: 200,
      provisionalTime: undefined,
      responseTime: undefined,
    },
  ]);
});

test('of a leg with more messages than a ladder shows, what is left out is counted', async () => {
  const t = trace();
  for (let cseq = 1; cseq <= 20_003; cseq++) t.request('OPTIONS', { cseq });
  const detail = await detailOf(t);
  expect(detail.call.messages).toBe(20_003);
  expect(detail.ladder.rows.filter(row => row.type === 'message').length + detail.ladder.omitted).toBe(20_003);
  expect(detail.transactions).toHaveLength(20_000);
});

test('the parts of a call are what the whole of it says, each by itself too', async () => {
  const capture = await readCapture(join(FIXTURES, 'basic-call-proxy.pcap'));
  const whole = capture.call(0);
  const all = capture.callParts(0);
  expect(all).toMatchObject({ ...whole });
  expect(Object.keys(all ?? {}).sort()).toEqual(['call', ...CALL_PARTS].sort());
  for (const part of CALL_PARTS) {
    const { call, ...rest }: ReturnType<typeof describeParts> = capture.callParts(0, new Set([part])) ?? expect.fail();
    expect(call).toEqual(whole?.call);
    expect(rest).toEqual({ [part]: all?.[part] });
  }
  const { packedLadder } = capture.callParts(0, new Set(['packedLadder'])) ?? expect.fail();
  expect(unpackLadder(packedLadder ?? expect.fail())).toEqual(whole?.ladder);
});
