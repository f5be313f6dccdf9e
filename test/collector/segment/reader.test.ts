// What every format promises alike.
import { describe, expect, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import { Step } from '../../../collector/segment/reader.ts';
import { pcap, pcapng, udpFrame } from '../../support/pcap-builder.ts';
import { drain, openBytes } from '../../support/segment-frames.ts';

const packets = [1, 40, 0, 200, 7].map((length, at) => ({
  bytes: udpFrame('x'.repeat(length)),
  timeMicros: 1_700_000_000_000_000 + at,
}));

function ng(bigEndian: boolean): Buffer {
  const file = pcapng()
    .section({ bigEndian })
    .interface({ resolution: 9 })
    .interface({ linkType: 101, resolution: 0x80 | 20 });
  file
    .names([{ address: '10.0.0.1', name: 'alice' }])
    .statistics()
    .secrets(1, Buffer.from('abc'))
    .block(4711, Buffer.alloc(333));
  packets.forEach(({ bytes }, at) => {
    file.packet(bytes, { interface: at & 1, ticks: 1_700_000_000_000_000_123n, options: [{ code: 1, value: bytes }] });
  });
  file.simplePacket(packets[1].bytes).section({ bigEndian: !bigEndian }).interface().obsoletePacket(packets[3].bytes);
  return file.bytes();
}

const files: Record<string, Buffer> = {
  'pcap LE µs': pcap(packets),
  'pcap BE ns': pcap(packets, { bigEndian: true, nanos: true }),
  'pcap LE modified': pcap(packets, { modified: true }),
  'pcapng LE then BE': ng(false),
  'pcapng BE then LE': ng(true),
};

describe.each(Object.entries(files))('%s', (_name, content) => {
  test('the frames are the same however few bytes a read gives', async () => {
    const whole = await drain(await openBytes(content, { windowBytes: 1 << 20 }));
    expect(whole.length).toBeGreaterThanOrEqual(packets.length);
    for (const chunk of [1, 2, 3, 5, 7, 11, 13, 64, 257, 1000]) {
      for (const windowBytes of [28, 64, 300, 4096]) {
        const reader = await openBytes(content, { chunk, windowBytes });
        expect(await drain(reader)).toEqual(whole);
        expect(reader.reports()[0].truncated).toBeUndefined();
      }
    }
  });

  test('the offset of a frame leads back to its bytes', async () => {
    const reader = await openBytes(content);
    for (const { segment, offset, bytes } of await drain(reader)) {
      expect(reader.readAt(segment, offset, bytes.length).equals(bytes)).toBe(true);
    }
  });

  test('cut anywhere, it gives a beginning of the whole and says that it is cut', async () => {
    const whole = await drain(await openBytes(content));
    for (let length = 28; length < content.length; length++) {
      const reader = await openBytes(content.subarray(0, length), { windowBytes: 1024 });
      const frames = await drain(reader);
      expect(frames).toEqual(whole.slice(0, frames.length));
      const { truncated } = reader.reports()[0];
      if (truncated === undefined) continue;
      expect(truncated).toMatch(new RegExp(`^cut at byte ${length}: `));
    }
  });

  test('More is only said when a fill can help', async () => {
    const reader = await openBytes(content, { windowBytes: 1 << 20 });
    const frame = new Frame();
    let fills = 0;
    for (let step = reader.next(frame); step !== Step.End; step = reader.next(frame)) {
      if (step === Step.More) {
        fills++;
        await reader.fill();
      }
    }
    // One fill finds the end, nothing else is left to read.
    expect(fills).toBe(1);
    expect([reader.bytesRead, reader.bytesTotal]).toEqual([content.length, content.length]);
  });
});

test('a cut between two records cannot be seen; a cut in one always is', async () => {
  const records = pcap(packets);
  const ends = new Set(packets.map((_, at) => pcap(packets.slice(0, at)).length));
  for (let length = 28; length < records.length; length++) {
    const reader = await openBytes(records.subarray(0, length));
    await drain(reader);
    expect(reader.reports()[0].truncated === undefined).toBe(ends.has(length));
  }
});
