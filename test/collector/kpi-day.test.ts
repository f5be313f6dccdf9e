import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Capture } from '../../collector/capture.ts';
import type { KpiReport } from '../../collector/model/kpi.ts';
import { readCapture } from '../support/captures.ts';
import { pcap, pcapHeader } from '../support/pcap-builder.ts';
import { LiveCapture } from '../support/sip-spool.ts';
import { EPOCH } from '../support/trace.ts';
import { hoursOf, trafficDay } from '../support/traffic-day.ts';

const LEGS = 20_000;
const HOUR = 3_600_000_000;
const HEADER = pcapHeader();
/** ms: a busy machine takes its time for 100,000 packets. */
const PATIENCE = 300_000;
const MIDNIGHT = EPOCH + 24 * HOUR;

describe(`a day of ${LEGS} legs`, () => {
  let folder = '';
  /** Frames of each hour. */
  let frames: number[] = [];
  let oneFile: readonly KpiReport[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sipscope-day-'));
    const day = join(folder, 'day.pcap');
    writeFileSync(day, HEADER);
    frames = hoursOf(trafficDay(LEGS)).map((records, hour) => {
      const file = pcap(records);
      writeFileSync(hourFile(hour), file);
      appendFileSync(day, file.subarray(HEADER.length));
      return records.length;
    });
    const capture = await Capture.open({ id: 'day', paths: [day] });
    await capture.read(() => {});
    oneFile = await figuresOf(capture);
    await capture.close();
  }, PATIENCE);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const hourFile = (hour: number): string => join(folder, `hour-${String(hour).padStart(2, '0')}.pcap`);

  test('has everything in it that may go wrong between two files', () => {
    const [{ calls, registrations, concurrent, buckets, groups }] = oneFile;
    expect(calls.attempts + calls.inProgress + registrations.attempts).toBeGreaterThan(LEGS * 0.9);
    for (const ratio of [calls.ser, calls.seer, calls.isa, calls.scr, calls.asr, calls.ner, registrations.ira]) {
      expect(ratio).toBeGreaterThan(0);
      expect(ratio).toBeLessThan(1);
    }
    expect(calls.redirected).toBeGreaterThan(0);
    expect(calls.sessionsUp).toBeGreaterThan(0);
    expect(calls.sdt.p99).toBeGreaterThan(HOUR / 2000);
    expect(concurrent.peak).toBeGreaterThan(10);
    expect(buckets).toHaveLength(25);
    expect(buckets?.every(bucket => bucket.traffic.messages > 0)).toBe(true);
    expect(groups?.map(group => group.name).sort()).toEqual(['10.0.1.1', '10.0.1.2', '10.0.2.1']);
    // Calls that began before midnight and ended after it.
    expect(oneFile[1].calls.attempts).toBeGreaterThan(0);
    expect(oneFile[1].concurrent.peak).toBeGreaterThan(5);
  });

  test(
    'gives the same figures read as 24 files',
    async () => {
      const paths = frames.map((_, hour) => hourFile(hour));
      expect(await figuresOf(await readCapture(...paths.toReversed()))).toEqual(oneFile);
    },
    PATIENCE,
  );

  test(
    'gives the same figures live, asked for while the file grows',
    async () => {
      const path = join(folder, 'growing.pcap');
      writeFileSync(path, HEADER);
      const live = await LiveCapture.open({ paths: [path], follow: true });
      let wanted = 0;
      let attempts = 0;
      for (const [hour, count] of frames.entries()) {
        appendFileSync(path, readFileSync(hourFile(hour)).subarray(HEADER.length));
        wanted += count;
        await live.until(capture => capture.progress().frames === wanted);
        const now = await live.capture.answers.kpi({ bucket: HOUR });
        if ('error' in now) throw new Error(now.error.message);
        expect(now.calls.attempts).toBeGreaterThan(attempts);
        attempts = now.calls.attempts;
      }
      live.capture.endFollowing();
      await live.done;
      expect(await figuresOf(live.capture)).toEqual(oneFile);
    },
    PATIENCE,
  );
});

/** All of it by hour and source, and the hour before midnight by minute and code. */
async function figuresOf(capture: Capture): Promise<KpiReport[]> {
  const answers = await Promise.all([
    capture.answers.kpi({ bucket: HOUR, group: 'source' }),
    capture.answers.kpi({ from: MIDNIGHT - HOUR, to: MIDNIGHT, bucket: HOUR / 60, group: 'code' }),
  ]);
  return answers.map(answer => {
    if ('error' in answer) throw new Error(answer.error.message);
    return answer;
  });
}
