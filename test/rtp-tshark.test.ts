// RTP streams of every fixture as tshark's `rtp,streams` has them. tshark knows streams by SSRC and addresses for the whole file, needs
// the SDP before the packets, and counts a repeated packet as one that was not lost.

import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import type { StreamReport } from '../collector/model/stream.ts';
import { capturesIn, FIXTURES, readWithKeys } from './support/captures.ts';

const hasTshark = spawnSync('tshark', ['--version']).status === 0;

/** Fixture → why tshark counts another loss; `sequence-order.test.ts` has such series worked out by hand. */
const OTHER_LOSS: Readonly<Record<string, string>> = {
  'media-jitter.pcap':
    'the second number of a stream came first: tshark expects packets from the first that came, and has −1 lost',
  'media-reorder.pcap': 'the same, beside seven repeated packets: tshark has −8 lost where none is',
};

interface Row {
  readonly packets: number;
  readonly lost: number;
  readonly jitterMax: number;
  readonly deltaMax: number;
}

/** Columns of `-z rtp,streams`, by `SSRC source → destination`. */
function tsharkStreams(path: string): Map<string, Row> {
  const { stdout } = spawnSync('tshark', ['-n', '-q', '-z', 'rtp,streams', '-r', path], { encoding: 'utf8' });
  const rows = new Map<string, Row>();
  const line =
    /^\s*[\d.]+\s+[\d.]+\s+(\S+)\s+(\d+)\s+(\S+)\s+(\d+)\s+(0x[0-9A-F]{8})\s+(\S.*?)\s{2,}(\d+)\s+(-?\d+) \(\S+\)((?:\s+-?[\d.]+){6})/gm;
  for (const [, from, fromPort, to, toPort, ssrc, , packets, lost, numbers] of stdout.matchAll(line)) {
    const [, , deltaMax, , , jitterMax] = numbers.trim().split(/\s+/).map(Number);
    const key = `${Number(ssrc)} ${endpoint(from, fromPort)} → ${endpoint(to, toPort)}`;
    rows.set(key, { packets: Number(packets), lost: Number(lost), jitterMax, deltaMax });
  }
  return rows;
}

function endpoint(address: string, port: string): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

test('tshark is there where everything is tested', () => {
  if (process.env.CI === 'true') expect(hasTshark, 'CI has tshark').toBe(true);
});

test.skipIf(!hasTshark).each(capturesIn(FIXTURES).map(path => ({ name: basename(path), path })))(
  '$name: streams are those of tshark',
  async ({ name: file, path }) => {
    const capture = await readWithKeys(path);
    const ours = capture.answers.streams({});
    if (ours.length === 0) return;
    const theirs = tsharkStreams(path);
    for (const stream of ours) {
      const name = `${stream.ssrc} ${stream.source} → ${stream.destination}`;
      const row = theirs.get(name);
      expect(row?.packets, `${name}: packets`).toBe(stream.packets);
      if (row === undefined) continue;
      if (OTHER_LOSS[file] === undefined) expect(stream.lost - stream.duplicates, `${name}: lost`).toBe(row.lost);
      if (!isComparable(stream)) continue;
      expect(Math.abs(stream.deltaMax - row.deltaMax), `${name}: longest pause`).toBeLessThan(0.002);
      expect(Math.abs(stream.jitterMax - row.jitterMax), `${name}: jitter`).toBeLessThan(0.02 + row.jitterMax * 0.02);
    }
    expect(ours.length).toBe(theirs.size);
  },
);

/** tshark leaves events and comfort noise out of jitter, and what comes out of order; it knows no clock of dynamic payload types at times. */
function isComparable({ payloadTypes, reordered, duplicates, clockHz }: StreamReport): boolean {
  return payloadTypes.length === 1 && reordered === 0 && duplicates === 0 && clockHz > 0;
}
