import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MediaVantage } from '../../../collector/findings/media-vantage.ts';
import { StoredMediaVantage } from '../../../collector/query/media-vantage.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { trace } from '../../support/trace.ts';

async function seenIn(fixture: string): Promise<MediaVantage> {
  const capture = await readCapture(join(FIXTURES, fixture));
  const seen = capture.answers.factsOf(0)?.mediaSeen;
  if (seen === undefined) throw new Error('no leg');
  return seen;
}

test('a call both ways', async () => {
  const seen = await seenIn('media-g711.pcap');
  expect([seen.hears('10.10.0.11'), seen.hears('10.10.0.10')]).toEqual([true, false]);
  expect([seen.sees('10.10.0.11', '10.10.0.21'), seen.sees('10.10.0.21', '10.10.0.11')]).toEqual([true, true]);
  expect(seen.sees('10.10.0.11', '10.10.0.10')).toBe(false);
  expect([seen.seesBothWays, seen.calls]).toEqual([true, 1]);
});

test('one way only; an endpoint is reached while a stream is up', async () => {
  const capture = await readCapture(join(FIXTURES, 'one-way-audio.pcap'));
  const facts = capture.answers.factsOf(2);
  const [stream] = facts?.streams ?? [];
  const seen = facts?.mediaSeen;
  expect([seen?.seesBothWays, seen?.hears('10.10.0.21')]).toEqual([false, false]);
  expect(seen?.reaches(stream.destination, stream.endTime, stream.endTime + 1)).toBe(true);
  expect(seen?.reaches(stream.destination, stream.endTime + 1, stream.endTime + 2)).toBe(false);
  expect(seen?.leaves(stream.source, stream.startTime - 5, stream.startTime)).toBe(true);
  expect(seen?.leaves(stream.destination, 0, Number.MAX_SAFE_INTEGER)).toBe(false);
});

test('without media nothing is seen', async () => {
  const sources = await callSources(trace().request('INVITE'));
  const seen = new StoredMediaVantage(() => sources);
  expect([seen.hears('10.0.0.1'), seen.sees('10.0.0.1', '10.0.0.2'), seen.seesBothWays, seen.calls]).toEqual([
    false,
    false,
    false,
    0,
  ]);
});
