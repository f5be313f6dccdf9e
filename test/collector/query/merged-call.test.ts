import { expect, test } from 'vitest';
import { mergeCall } from '../../../collector/query/merged-call.ts';
import { callSources } from '../../support/call-sources.ts';
import { B2BUA, GATEWAY, legs } from '../../support/legs.ts';
import { trace } from '../../support/trace.ts';

test('messages of all legs in order of time, hosts shared, a seam where the second begins', async () => {
  const capture = await legs()
    .call('a', {})
    .call('b', { from: B2BUA, to: GATEWAY, at: 10, called: '4988877665', headers: ['X-CID: a'] })
    .capture();
  const merged = capture.answers.mergedCall({ legs: [1, 0, 1] });
  expect(merged?.legs.map(leg => leg.callId)).toEqual(['a', 'b']);
  expect(merged?.links).toMatchObject([{ reason: 'header' }]);
  // Every leg tells its own offers and answers: marks stand on the arrows of all.
  expect(merged?.sessions).toEqual([...capture.answers.sessions(0), ...capture.answers.sessions(1)]);
  expect(merged?.ladder.hosts.map(host => host.address)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
  const rows = merged?.ladder.rows ?? [];
  expect(rows.filter(row => row.type === 'message')).toHaveLength(12);
  expect(rows.slice(0, 3)).toMatchObject([
    { type: 'message', label: 'INVITE', leg: 0 },
    { type: 'seam', leg: 1, reasons: [{ reason: 'header', to: 1 }] },
    { type: 'message', label: 'INVITE', leg: 1 },
  ]);
  const times = rows.map(row => row.time);
  expect(times).toEqual([...times].sort((x, y) => x - y));
});

test('a leg that is not there makes it none', async () => {
  const capture = await legs().call('a', {}).capture();
  expect(capture.answers.mergedCall({ legs: [0, 7] })).toBeUndefined();
  expect(capture.answers.mergedCall({ legs: [] })).toBeUndefined();
});

test('more legs than a ladder has are counted', async () => {
  const t = trace();
  for (let i = 0; i < 120; i++) t.request('INVITE', { callId: `c${i}` });
  const merged = mergeCall(await callSources(t), t.store.legs);
  expect([merged.legs.length, merged.legsOmitted]).toEqual([100, 20]);
});

test('what was lost while both lived is told once', async () => {
  const t = trace().request('INVITE', { callId: 'a', at: 0 }).request('INVITE', { callId: 'b', at: 5 });
  const { from } = { from: t.store.messages.time[0] };
  t.tracker.noteCaptureLoss(3, from + 6000, from + 7000, 'eth0');
  const merged = mergeCall(await callSources(t), t.store.legs);
  expect(merged.ladder.rows.filter(row => row.type === 'event')).toHaveLength(1);
});
