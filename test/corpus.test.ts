// The shared corpus of captures from elsewhere: states of legs, worked out by a person from the messages, and RTP streams as
// tshark measures them. Skipped where the corpus is not there.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPUS, hasCorpus, readCapture, readWithKeys } from './support/captures.ts';
import { REVIEWED } from './support/reviewed-legs.ts';

interface Row {
  readonly callId: string;
  readonly kind: string;
  readonly state: string;
  readonly statusCode: number;
  readonly flags: readonly string[];
  readonly dialogs: number;
}

async function legsOf(file: string): Promise<readonly Row[]> {
  return (await readCapture(join(CORPUS, file))).list({ filter: '', sort: '', offset: 0, limit: 10_000 }).rows;
}

/** `kind state code dialogs flags` of each leg, in order of first message; what is 0 or none is left out. */
function words(row: Row): string {
  const dialogs = row.dialogs === 0 ? '' : `d${row.dialogs}`;
  return [row.kind, row.state, row.statusCode || '', dialogs, ...row.flags].filter(word => word !== '').join(' ');
}

describe.skipIf(!hasCorpus)('legs as a person reads them', () => {
  test.each(REVIEWED)('$file', async ({ file, legs }) => {
    const reviewed = legs.map(({ outcome, why }) => `${outcome} (${why})`);
    const ours = (await legsOf(file)).map((row, i) => `${words(row)} (${legs[i]?.why ?? 'not reviewed'})`);
    expect(ours).toEqual(reviewed);
  });

  test('more than a hundred legs were read', () => {
    expect(REVIEWED.reduce((sum, { legs }) => sum + legs.length, 0)).toBeGreaterThan(100);
  });

  test('a trace of SIPp that uses one Call-ID for REGISTER and INVITE goes by its first request and last transaction', async () => {
    const counts = new Map<string, number>();
    for (const row of await legsOf('NormB-sipnab/sipp-branch-scenario.pcapng')) {
      const outcome = row.state === 'timeout' ? 'registration pending openAtEnd' : words(row);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    // 121 end in the 403 to their INVITE; 71 in an INVITE, 6 in a BYE and 1 in a 100 that nothing follows; all others in 200.
    expect(Object.fromEntries(counts)).toEqual({
      'registration succeeded 200': 1135,
      'registration failed 403': 121,
      'registration pending openAtEnd': 78,
    });
  });
});

interface Measured {
  readonly src: string;
  readonly src_port: number;
  readonly dst: string;
  readonly dst_port: number;
  readonly ssrc: string;
  readonly payload: string;
  readonly packets: number;
  readonly lost: number;
  readonly mean_jitter_ms: number;
  readonly max_jitter_ms: number;
  readonly max_delta_ms: number;
}

interface Expected {
  readonly file: string;
  readonly tshark?: { readonly rtp?: { readonly streams?: readonly Measured[] } };
}

const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(new URL('corpus-differences.json', import.meta.url), 'utf8'),
);

const MEASURED: readonly Expected[] = (
  existsSync(join(CORPUS, 'expected')) ? readdirSync(join(CORPUS, 'expected')) : []
)
  .filter(name => name.endsWith('.json'))
  .map((name): Expected => JSON.parse(readFileSync(join(CORPUS, 'expected', name), 'utf8')))
  .filter(({ file, tshark }) => (tshark?.rtp?.streams?.length ?? 0) > 0 && DIFFERENCES[file] === undefined);

describe.skipIf(!hasCorpus)('RTP streams as tshark measures them', () => {
  test('but calls that use the same ports and SSRC one after the other have each their own streams', async () => {
    const capture = await readCapture(join(CORPUS, 'ossobv-sipzamine/sip-invites-with-utf8-and-latin1.pcap'));
    const streams = capture.answers.streams({});
    expect(streams.filter(({ ssrc }) => ssrc === 0xca11_0000).map(({ packets, lost }) => [packets, lost])).toEqual([
      [50, 0],
      ...new Array(5).fill([150, 0]),
    ]);
    expect(new Set(streams.map(({ callId }) => callId)).size).toBe(5);
  });

  test.each(MEASURED)('$file', async ({ file, tshark }) => {
    const capture = await readWithKeys(join(CORPUS, file));
    const ours = capture.answers.streams({});
    const theirs = tshark?.rtp?.streams ?? [];
    expect(ours.reduce((sum, stream) => sum + stream.packets, 0)).toBe(
      theirs.reduce((sum, one) => sum + one.packets, 0),
    );
    for (const one of theirs) {
      const [source, destination] = [`${one.src}:${one.src_port}`, `${one.dst}:${one.dst_port}`];
      const stream = ours.find(
        other => other.ssrc === Number(one.ssrc) && other.source === source && other.destination === destination,
      );
      const name = `${one.ssrc} ${source} → ${destination}`;
      expect(stream?.packets, name).toBe(one.packets);
      if (stream === undefined) continue;
      // Below zero numbers repeat: tshark takes all that came from what was expected, we tell repetitions apart.
      if (one.lost < 0) continue;
      expect(stream.lost - stream.duplicates, `${name}: lost`).toBe(one.lost);
      // tshark passes over events (RFC 4733) and comfort noise, which share a stream with others, and knows no clock of some.
      if (one.payload.includes(',') || one.mean_jitter_ms <= 0) continue;
      expect(Math.abs(stream.deltaMax - one.max_delta_ms), `${name}: longest pause`).toBeLessThan(0.002);
      const tolerance = (value: number): number => 0.02 + value * 0.02;
      expect(Math.abs(stream.jitterMax - one.max_jitter_ms), `${name}: highest jitter`).toBeLessThan(
        tolerance(one.max_jitter_ms),
      );
      // Of video, many packets a timestamp, tshark's mean is not that of all values of RFC 3550 §6.4.1.
      if (one.payload === 'h263') continue;
      expect(Math.abs(stream.jitterMean - one.mean_jitter_ms), `${name}: mean jitter`).toBeLessThan(
        tolerance(one.mean_jitter_ms),
      );
    }
  });
});
