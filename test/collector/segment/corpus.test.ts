// Real captures of other projects, against what capinfos says of them; skipped where they are not at hand.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openSegment } from '../../../collector/segment/open.ts';
import { drain } from '../../support/segment-frames.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));

interface Expected {
  readonly file: string;
  readonly bytes: number;
  readonly capture: {
    readonly type: string;
    readonly encapsulation: string;
    readonly frames: number;
    readonly frames_cut_short: number;
    readonly first_packet_epoch: string;
    readonly last_packet_epoch: string;
  };
}

function expectations(): Expected[] {
  if (!existsSync(`${corpus}expected`)) return [];
  return readdirSync(`${corpus}expected`)
    .filter(name => name.endsWith('.json') && !name.endsWith('.dat.json'))
    .map(name => JSON.parse(readFileSync(`${corpus}expected/${name}`, 'utf8')) as Expected);
}

/** capinfos' words for the link types. */
const LINK_NAMES: Record<string, string> = { ether: 'ethernet', 'linux-sll': 'linux-sll', null: 'null' };

/** Seconds with nine digits, as capinfos prints them. */
function epoch(micros: number, nanos: number): string {
  const seconds = Math.floor(micros / 1e6);
  return `${seconds}.${String(micros - seconds * 1e6).padStart(6, '0')}${String(nanos).padStart(3, '0')}`;
}

describe.skipIf(!existsSync(corpus))('corpus', () => {
  test.each(expectations().map(expected => [expected.file, expected] as const))(
    '%s',
    async (_file, { file, bytes, capture }) => {
      const reader = await openSegment(`${corpus}${file}`, 0);
      const frames = await drain(reader);
      const [report] = reader.reports();
      expect(report).toMatchObject({
        format: capture.type,
        linkTypes: [LINK_NAMES[capture.encapsulation]],
        frames: capture.frames,
        bytes,
      });
      const sorted = [...frames].sort((a, b) => a.timeMicros - b.timeMicros || a.nanos - b.nanos);
      const first = sorted[0];
      const last = sorted[sorted.length - 1];
      expect(epoch(first.timeMicros, first.nanos)).toBe(capture.first_packet_epoch);
      expect(epoch(last.timeMicros, last.nanos)).toBe(capture.last_packet_epoch);
      expect([report.start, report.end]).toEqual([first.timeMicros, last.timeMicros]);
      expect(frames.filter(frame => frame.originalLength > frame.bytes.length)).toHaveLength(capture.frames_cut_short);
      expect(frames.map(frame => frame.number)).toEqual(frames.map((_, at) => at + 1));
      for (const { segment, offset, bytes } of frames) {
        expect(reader.readAt(segment, offset, bytes.length).equals(bytes)).toBe(true);
      }
      await reader.close();
    },
  );
});
