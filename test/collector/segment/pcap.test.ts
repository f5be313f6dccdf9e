import { expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { pcap, pcapHeader, pcapRecord, udpFrame } from '../../support/pcap-builder.ts';
import { drain, openBytes } from '../../support/segment-frames.ts';

const a = udpFrame('OPTIONS sip:a@example.com SIP/2.0\r\n\r\n');
const b = udpFrame('SIP/2.0 200 OK\r\n\r\n');
const TIME = 1_700_000_000_123_456;

async function read(content: Buffer) {
  const reader = await openBytes(content);
  const frames = await drain(reader);
  return { frames, report: reader.reports()[0] };
}

for (const bigEndian of [false, true]) {
  const order = bigEndian ? 'big-endian' : 'little-endian';

  test(`a ${order} file with µs gives every frame with its time, lengths and place`, async () => {
    const content = pcap(
      [
        { bytes: a, timeMicros: TIME, originalLength: 2000 },
        { bytes: b, timeMicros: TIME + 5 },
      ],
      { bigEndian },
    );
    const { frames, report } = await read(content);
    expect(frames).toEqual([
      { bytes: a, originalLength: 2000, timeMicros: TIME, nanos: 0, linkType: 1, segment: 0, offset: 40, number: 1 },
      {
        bytes: b,
        originalLength: b.length,
        timeMicros: TIME + 5,
        nanos: 0,
        linkType: 1,
        segment: 0,
        offset: 40 + a.length + 16,
        number: 2,
      },
    ]);
    expect(report).toEqual({
      path: 'memory',
      format: 'pcap',
      linkTypes: ['ethernet'],
      frames: 2,
      bytes: content.length,
      start: TIME,
      end: TIME + 5,
      notes: [],
    });
  });

  test(`a ${order} file with ns keeps them`, async () => {
    const { frames } = await read(pcap([{ bytes: a, timeMicros: TIME, nanos: 789 }], { bigEndian, nanos: true }));
    expect(frames).toMatchObject([{ timeMicros: TIME, nanos: 789, bytes: a }]);
  });

  test(`a ${order} file with the longer records of magic 0xa1b2cd34 is read`, async () => {
    const { frames } = await read(pcap([{ bytes: a, timeMicros: TIME }, { bytes: b }], { bigEndian, modified: true }));
    expect(frames).toMatchObject([{ timeMicros: TIME, bytes: a, offset: 48 }, { bytes: b }]);
  });
}

test('seconds are unsigned: a time after 2038 stays one', async () => {
  const { frames } = await read(pcap([{ bytes: a, timeMicros: 3_867_576_602_251_758 }]));
  expect(frames[0].timeMicros).toBe(3_867_576_602_251_758);
});

test('the FCS bits above the link type are no part of it', async () => {
  const { report, frames } = await read(pcap([{ bytes: a }], { linkType: LinkType.LinuxSll, linkTypeFlags: 0x1400 }));
  expect(frames[0].linkType).toBe(LinkType.LinuxSll);
  expect(report.linkTypes).toEqual(['linux-sll']);
});

test('an original length below the captured one is raised to it', async () => {
  const { frames } = await read(pcap([{ bytes: a, originalLength: 0 }]));
  expect(frames[0].originalLength).toBe(a.length);
});

test('an empty packet is a frame', async () => {
  const { frames } = await read(pcap([{ bytes: Buffer.alloc(0) }, { bytes: a }]));
  expect(frames.map(frame => frame.bytes.length)).toEqual([0, a.length]);
});

test('start and end are the earliest and the latest time, whatever the order', async () => {
  const { report } = await read(pcap([20, 10, 30].map(timeMicros => ({ bytes: a, timeMicros }))));
  expect(report).toMatchObject({ start: 10, end: 30 });
});

test('a file without packets has no times and is whole', async () => {
  const { frames, report } = await read(pcap([]));
  expect(frames).toEqual([]);
  expect(report).toEqual({ path: 'memory', format: 'pcap', linkTypes: ['ethernet'], frames: 0, bytes: 24, notes: [] });
});

test('a cut record keeps all before it and says where the cut is', async () => {
  const whole = pcap([{ bytes: a }, { bytes: b }]);
  const { frames, report } = await read(whole.subarray(0, whole.length - 3));
  expect(frames.map(frame => frame.bytes)).toEqual([a]);
  const at = 24 + 16 + a.length;
  expect(report.truncated).toBe(
    `cut at byte ${whole.length - 3}: the record at byte ${at} needs ${16 + b.length} bytes and has ${13 + b.length}`,
  );
});

test('a cut record header is a cut', async () => {
  const { frames, report } = await read(Buffer.concat([pcap([{ bytes: a }]), Buffer.alloc(7)]));
  expect(frames).toHaveLength(1);
  expect(report.truncated).toMatch(/^cut at byte \d+: the record at byte \d+ needs 16 bytes and has 7$/);
});

test('a record that claims more than any snap length stops the reading there', async () => {
  const lie = pcapRecord({ bytes: b });
  lie.writeUInt32LE(300_000, 8);
  const content = Buffer.concat([pcapHeader(), pcapRecord({ bytes: a }), lie, pcapRecord({ bytes: a })]);
  const { frames, report } = await read(content);
  expect(frames.map(frame => frame.bytes)).toEqual([a]);
  const at = 24 + 16 + a.length;
  expect(report.truncated).toBe(
    `damaged at byte ${at}: the record there claims 300000 captured bytes, with a snap length of 262144`,
  );
});

test('a record above a small snap length, but in the usual bounds, is read', async () => {
  const large = Buffer.alloc(100_000, 7);
  const { frames } = await read(pcap([{ bytes: large }, { bytes: a }], { snapLength: 68 }));
  expect(frames.map(frame => frame.bytes.length)).toEqual([100_000, a.length]);
});

test('a large snap length allows large records', async () => {
  const large = Buffer.alloc(400_000, 7);
  const { frames } = await read(pcap([{ bytes: large }], { snapLength: 1 << 20 }));
  expect(frames[0].bytes.equals(large)).toBe(true);
});
