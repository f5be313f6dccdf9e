import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LegStreams } from '../../../collector/query/leg-streams.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { EPOCH, trace } from '../../support/trace.ts';

test('streams are found by their leg', async () => {
  const capture = await readCapture(join(FIXTURES, 'phone-call.pcap'));
  const all = capture.answers.streams({});
  const legs = capture.list({ filter: '', sort: '', offset: 0, limit: 100 }).rows;
  const byLeg = legs.flatMap(leg => capture.answers.factsOf(leg.index)?.streams ?? []);
  expect(byLeg).toEqual(all);
});

test('without streams no media were seen', async () => {
  const t = trace().request('INVITE');
  const sources = await callSources(t);
  const streams = new LegStreams(() => sources);
  expect(streams.of(t.store.legs[0])).toEqual([]);
  expect(streams.seesMedia(0, EPOCH * 2)).toBe(false);
});
