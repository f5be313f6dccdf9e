import { expect, test } from 'vitest';
import { FindingOrder, FindingOrders, OF_TRACE } from '../../../collector/query/finding-order.ts';
import { callSources } from '../../support/call-sources.ts';
import { type Trace, trace } from '../../support/trace.ts';

/** The first leg fails last: its INVITE is sent again for half a minute, and only its BYE of later is never answered. */
function mixed(): Trace {
  const t = trace();
  for (const [callId, at] of [
    ['b', 0],
    ['a', 100],
    ['c', 50],
  ] as const) {
    t.request('INVITE', { callId, at });
    for (const ms of [500, 1500]) t.request('INVITE', { callId, at: at + ms });
  }
  // A server that failed, and a second try that went well: a notice, earlier than all.
  t.request('INVITE', { callId: 'd', at: -500 });
  t.response(500, 'INVITE', { callId: 'd', at: -400, toTag: 'x' });
  t.request('ACK', { callId: 'd', at: -390, toTag: 'x' });
  t.request('INVITE', { callId: 'd', at: -300, cseq: 2, branch: 'z9hG4bK-d2' });
  t.response(200, 'INVITE', { callId: 'd', at: -200, cseq: 2, branch: 'z9hG4bK-d2', toTag: 'y' });
  t.request('ACK', { callId: 'd', at: -190, cseq: 2, branch: 'z9hG4bK-d3', toTag: 'y' });
  return t;
}

async function order(sort?: string): Promise<string[]> {
  const sources = await callSources(mixed());
  const made = new FindingOrder(sources, sort === undefined ? {} : { sort });
  return made
    .window(0, 10)
    .map(
      ({ leg, entry }) => `${entry.severity} ${leg === OF_TRACE ? '-' : sources.store.callId(sources.store.legs[leg])}`,
    );
}

test('worst first, then by time, whichever leg came first', async () => {
  expect(await order()).toEqual(['error b', 'error c', 'error a', 'notice d']);
});

test('by a column, up and down; what is equal by it stays worst first, then by time', async () => {
  expect(await order('time')).toEqual(['notice d', 'error b', 'error c', 'error a']);
  expect(await order('-time')).toEqual(['error a', 'error c', 'error b', 'notice d']);
  expect(await order('-severity')).toEqual(['notice d', 'error b', 'error c', 'error a']);
  expect(await order('call')).toEqual(['error a', 'error b', 'error c', 'notice d']);
  expect(await order('rule')).toEqual(['error b', 'error c', 'error a', 'notice d']);
  expect(await order('moon')).toEqual(await order());
});

test('an order is remembered until something is new', async () => {
  const sources = await callSources(mixed());
  const orders = new FindingOrders();
  const first = orders.of(sources, {});
  expect(orders.of(sources, {})).toBe(first);
  expect(orders.of(sources, { sort: 'time' })).not.toBe(first);
  expect(orders.of({ ...sources, revision: sources.revision + 1 }, {})).not.toBe(first);
});
