import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MediaSymptom } from '../../../collector/findings/media-symptoms.ts';
import { mediaSymptomsOf } from '../../../collector/query/media-symptoms.ts';
import { StoredMediaVantage } from '../../../collector/query/media-vantage.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { trace } from '../../support/trace.ts';

const OF_MEDIA = Object.values(MediaSymptom).reduce((all, bit) => all | bit, 0);

/** Names of the media symptoms of the first call of a recording. */
async function symptomsIn(fixture: string): Promise<string[]> {
  const capture = await readCapture(join(FIXTURES, fixture));
  const call = capture.list({ filter: 'kind == call', sort: '', offset: 0, limit: 1 }).rows[0];
  const symptoms = capture.answers.factsOf(call.index)?.symptoms ?? 0;
  return Object.entries(MediaSymptom).flatMap(([name, bit]) => (symptoms & bit & OF_MEDIA ? [name] : []));
}

test.each([
  ['media-g711.pcap', []],
  ['media-opus.pcap', []],
  ['early-media.pcap', []],
  ['one-way-audio.pcap', ['OneSided']],
  ['one-way-audio-behind.pcap', ['OneSided']],
  ['early-media-missing.pcap', ['EarlySilence']],
  ['late-media.pcap', ['OneSided', 'Late']],
  ['media-loss.pcap', ['PoorQuality']],
])('%s: %j', async (fixture, symptoms) => {
  expect(await symptomsIn(fixture)).toEqual(symptoms);
});

test('payload types that the SDP does not list, and media from elsewhere', async () => {
  expect(await symptomsIn('dtmf-not-negotiated.pcap')).toContain('OddPayload');
  expect(await symptomsIn('media-elsewhere.pcap')).toContain('OtherAddress');
});

test('a call without media is odd only where media were captured', async () => {
  const t = trace().request('INVITE').response(200, 'INVITE', { toTag: 'b' }).wait(30_000);
  const sources = await callSources(t);
  const seen = {
    hears: () => false,
    sees: () => false,
    reaches: () => false,
    leaves: () => false,
    seesBothWays: true,
    calls: 1,
  };
  const base = { store: t.store, bytes: sources.bytes, clock: t.tracker.clock };
  expect(mediaSymptomsOf({ ...base, vantage: seen }, t.store.legs[0], [])).toBe(MediaSymptom.NoStreams);
  const blind = new StoredMediaVantage(() => sources);
  expect(mediaSymptomsOf({ ...base, vantage: blind }, t.store.legs[0], [])).toBe(0);
});

test('what is no call has none', async () => {
  const t = trace().request('OPTIONS');
  const sources = await callSources(t);
  const vantage = new StoredMediaVantage(() => sources);
  expect(mediaSymptomsOf({ store: t.store, bytes: sources.bytes, vantage, clock: 0 }, t.store.legs[0], [])).toBe(0);
});
