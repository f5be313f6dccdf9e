import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../../collector/capture.ts';
import type { SubscriptionSummary } from '../../../collector/model/subscription.ts';
import { CORPUS, FIXTURES, hasCorpus, readCapture, type SipRecord, sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

const WATCHER = '10.0.0.1:5060';
const SERVER = '10.0.0.2:5060';

interface Words {
  readonly cseq?: number;
  readonly to?: string;
  readonly event?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

const subscribe = (
  at: number,
  { cseq = 1, to, event = 'presence', headers = ['Expires: 60'] }: Words = {},
): SipRecord => ({
  text: messageText('SUBSCRIBE sip:bob@x SIP/2.0', 'SUBSCRIBE', {
    cseq,
    headers: [`Event: ${event}`, ...headers],
    ...(to === undefined ? {} : { toTag: to }),
  }),
  at,
  from: WATCHER,
  to: SERVER,
});
const answer = (
  at: number,
  code: number,
  { cseq = 1, to = 'b', headers = ['Expires: 60'] }: Words = {},
): SipRecord => ({
  text: messageText(`SIP/2.0 ${code} Words`, 'SUBSCRIBE', { cseq, toTag: to, headers }),
  at,
  from: SERVER,
  to: WATCHER,
});
const notify = (
  at: number,
  state: string,
  { cseq = 1, to = 'b', event = 'presence', headers = [], body = '' }: Words = {},
): SipRecord => ({
  text: messageText('NOTIFY sip:alice@10.0.0.1 SIP/2.0', 'NOTIFY', {
    cseq,
    fromTag: to,
    toTag: 'a',
    branch: `z9hG4bK-n${to}${cseq}`,
    headers: [`Event: ${event}`, `Subscription-State: ${state}`, ...headers],
    body,
  }),
  at,
  from: SERVER,
  to: WATCHER,
});
const refused = (at: number, code: number, cseq = 1): SipRecord => ({
  text: messageText(`SIP/2.0 ${code} Words`, 'NOTIFY', { cseq, fromTag: 'b', toTag: 'a', branch: `z9hG4bK-nb${cseq}` }),
  at,
  from: WATCHER,
  to: SERVER,
});
const later = (at: number): SipRecord => ({
  text: messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', { callId: 'o' }),
  at,
});

async function rows(capture: Capture): Promise<readonly SubscriptionSummary[]> {
  return (await capture.answers.subscriptions({ offset: 0, limit: 100 })).rows;
}

async function only(...records: readonly SipRecord[]): Promise<SubscriptionSummary> {
  const [row, ...more] = await rows(await sipCapture(records));
  expect(more).toEqual([]);
  return row;
}

describe('the state of a subscription', () => {
  test('comes from its NOTIFYs, before from what was answered', async () => {
    const state = async (...records: readonly SipRecord[]): Promise<string> => (await only(...records)).state;
    expect(await state(subscribe(0))).toBe('pending');
    expect(await state(subscribe(0), later(40_000))).toBe('timeout');
    expect(await state(subscribe(0), answer(9, 401))).toBe('challenged');
    expect(await state(subscribe(0), answer(9, 489))).toBe('rejected');
    expect(await state(subscribe(0), answer(9, 202))).toBe('pending');
    expect(await state(subscribe(0), answer(9, 200), notify(20, 'pending'))).toBe('pending');
    expect(await state(subscribe(0), answer(9, 200), notify(20, 'active;expires=60'))).toBe('active');
    expect(await state(subscribe(0), answer(9, 200), notify(20, 'active;expires=60'), later(61_000))).toBe('expired');
    expect(await state(subscribe(0), notify(5, 'terminated;reason=noresource'), answer(9, 200))).toBe('terminated');
  });

  test('ends with a 481, to a NOTIFY or to a refresh', async () => {
    const up = [subscribe(0), answer(9, 200), notify(20, 'active')];
    expect(await only(...up, refused(30, 481))).toMatchObject({
      state: 'terminated',
      reason: '481',
      notifiesRefused: 1,
    });
    const refresh = [subscribe(100, { cseq: 2, to: 'b' }), answer(110, 481, { cseq: 2 })];
    expect(await only(...up, ...refresh)).toMatchObject({ state: 'terminated', reason: '481', subscribes: 2 });
  });

  test('goes on when it is refreshed', async () => {
    const row = await only(
      subscribe(0),
      answer(9, 200),
      notify(20, 'active;expires=60'),
      subscribe(50_000, { cseq: 2, to: 'b' }),
      answer(50_010, 200, { cseq: 2 }),
      later(100_000),
    );
    expect(row).toMatchObject({ state: 'active', subscribes: 2, expires: 60, localTag: 'a', remoteTag: 'b' });
  });
});

test('a fork makes one subscription a dialog', async () => {
  const capture = await sipCapture([
    subscribe(0),
    answer(9, 200, { to: 'b' }),
    notify(20, 'active', { to: 'b' }),
    notify(25, 'active', { to: 'c' }),
  ]);
  expect((await rows(capture)).map(row => [row.remoteTag, row.forked, row.subscriber])).toEqual([
    ['b', true, 'sip:alice@example.com'],
    ['c', true, 'sip:alice@example.com'],
  ]);
});

test('two events of one dialog are two subscriptions; those of a REFER are not among them', async () => {
  const capture = await sipCapture([
    notify(0, 'active', { event: 'dialog' }),
    notify(5, 'active', { event: 'presence', cseq: 2 }),
    notify(9, 'active', { event: 'refer;id=1', cseq: 3 }),
  ]);
  expect((await rows(capture)).map(row => row.event)).toEqual(['dialog', 'presence']);
});

test('the last body is told in words, and read in full', async () => {
  const body = '<presence entity="pres:bob"><tuple id="1"><status><basic>open</basic></status></tuple></presence>';
  const capture = await sipCapture([
    subscribe(0),
    notify(20, 'active', { headers: ['Content-Type: application/pidf+xml'], body }),
  ]);
  const [row] = await rows(capture);
  expect(row.body).toEqual({ message: 1, contentType: 'application/pidf+xml', words: 'open' });
  expect(await capture.answers.subscription(row.index)).toMatchObject({
    subscription: row,
    history: [
      { method: 'SUBSCRIBE', words: 'Expires: 60' },
      { method: 'NOTIFY', words: 'active', message: 1 },
    ],
    document: { kind: 'presence', entity: 'pres:bob' },
  });
  expect(await capture.answers.subscription(9)).toBeUndefined();
});

test('the fixture', async () => {
  const [row] = await rows(await readCapture(join(FIXTURES, 'subscribe-notify.pcap')));
  expect(row).toMatchObject({ event: 'presence', state: 'terminated', forked: false });
});

test.runIf(hasCorpus)('a corpus file with 489s', async () => {
  const found = await rows(await readCapture(join(CORPUS, 'NormB-sipnab/b2bua-asterisk.pcapng')));
  expect(found.filter(row => row.statusCode === 489 && row.state === 'rejected').length).toBeGreaterThan(0);
});
