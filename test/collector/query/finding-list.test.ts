import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFindings } from '../../../collector/query/finding-list.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

/** Every second of ten legs gets no reply. */
function tenLegs(): Trace {
  const t = trace();
  for (let i = 0; i < 10; i++) {
    t.request('INVITE', { callId: `c${i}`, at: i * 10_000 });
    if (i % 2 === 1) t.response(486, 'INVITE', { callId: `c${i}`, toTag: 'b' });
    else for (const ms of [500, 1500]) t.request('INVITE', { callId: `c${i}`, at: i * 10_000 + ms });
  }
  return t;
}

test('a window of the findings of all legs, as bad ones by time', async () => {
  const sources = await callSources(tenLegs());
  const list = listFindings({ offset: 1, limit: 2 }, sources);
  expect(list.items.map(item => item.callId)).toEqual(['c2', 'c4']);
  expect(list.total).toBe(5);
  expect(list.byRule).toEqual([
    { rule: 'no-reply', title: 'No reply from the next hop', error: 5, warning: 0, notice: 0 },
  ]);
});

test('of one leg, of one rule, of one severity; counts by rule are those of all', async () => {
  const sources = await callSources(tenLegs());
  expect(listFindings({ leg: 2, offset: 0, limit: 10 }, sources).items).toHaveLength(1);
  expect(listFindings({ leg: 1, offset: 0, limit: 10 }, sources)).toEqual({ items: [], total: 0, byRule: [] });
  const none = listFindings({ rule: 'ack-missing', offset: 0, limit: 10 }, sources);
  expect(none).toMatchObject({ items: [], total: 0, byRule: [{ rule: 'no-reply' }] });
  expect(listFindings({ severity: 'warning', offset: 0, limit: 10 }, sources).total).toBe(0);
});

test('a range of time keeps those of the legs that begin in it', async () => {
  const sources = await callSources(tenLegs());
  const range = { from: EPOCH + 20_000_000, to: EPOCH + 40_000_000 };
  const list = listFindings({ ...range, offset: 0, limit: 10 }, sources);
  expect(list.items.map(item => item.callId)).toEqual(['c2']);
  expect(list).toMatchObject({ total: 1, byRule: [{ rule: 'no-reply', error: 1 }] });
});

test('a leg that is not there has none', async () => {
  expect(listFindings({ leg: 99, offset: 0, limit: 10 }, await callSources(tenLegs())).total).toBe(0);
});

test('a window behind the end is empty, and the total stays', async () => {
  const list = listFindings({ offset: 50, limit: 10 }, await callSources(tenLegs()));
  expect(list).toMatchObject({ items: [], total: 5 });
});

test('each finding is the one that its place means, whatever the order', async () => {
  const capture = await readCapture(join(FIXTURES, 'codes.pcap'));
  const { items, total } = capture.answers.findings({ offset: 0, limit: 100 });
  expect(items).toHaveLength(total);
  expect(items.map(({ severity }) => severity)).toEqual([...Array(5).fill('error'), 'warning', 'warning', 'notice']);
  for (const sort of ['time', '-time', 'rule', '-severity', 'call']) {
    const again = capture.answers.findings({ sort, offset: 0, limit: 100 }).items;
    expect(new Set(again.map(each => JSON.stringify(each)))).toEqual(new Set(items.map(each => JSON.stringify(each))));
  }
  await capture.close();
});
