import { expect, test } from 'vitest';
import { Frame, LinkType } from '../../../collector/model/frame.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import { openSource } from '../../../collector/segment/file-reader.ts';
import { Step } from '../../../collector/segment/reader.ts';
import { DEFAULT_TIME_MICROS, PcapngBlock, type PcapngBuilder, pcapng, udpFrame } from '../../support/pcap-builder.ts';
import { drain, MemorySource, openBytes } from '../../support/segment-frames.ts';

const a = udpFrame('OPTIONS sip:a@example.com SIP/2.0\r\n\r\n');
const b = udpFrame('SIP/2.0 200 OK\r\n\r\n');

async function read(file: PcapngBuilder | Buffer) {
  const reader = await openBytes(Buffer.isBuffer(file) ? file : file.bytes());
  const frames = await drain(reader);
  return { reader, frames, report: reader.reports()[0] };
}

for (const bigEndian of [false, true]) {
  const order = bigEndian ? 'big-endian' : 'little-endian';
  const start = () => pcapng().section({ bigEndian }).interface();

  test(`a ${order} section gives every enhanced packet with its time, lengths and place`, async () => {
    const file = start()
      .packet(a, { timeMicros: 5, originalLength: 999 })
      .packet(b, { options: [{ code: 1, value: a }] });
    const { frames, report } = await read(file);
    expect(frames).toMatchObject([
      {
        bytes: a,
        originalLength: 999,
        timeMicros: 5,
        nanos: 0,
        linkType: 1,
        segment: 0,
        offset: 28 + 20 + 28,
        number: 1,
      },
      { bytes: b, originalLength: b.length, timeMicros: DEFAULT_TIME_MICROS, number: 2 },
    ]);
    expect(report).toEqual({
      path: 'memory',
      format: 'pcapng',
      linkTypes: ['ethernet'],
      frames: 2,
      bytes: file.bytes().length,
      start: 5,
      end: DEFAULT_TIME_MICROS,
      notes: [],
    });
  });

  test(`obsolete packets of a ${order} section are read`, async () => {
    const { frames } = await read(
      start().interface({ linkType: 101 }).obsoletePacket(a, { interface: 1, timeMicros: 77 }),
    );
    expect(frames).toMatchObject([{ bytes: a, timeMicros: 77, linkType: 101 }]);
  });

  test(`simple packets of a ${order} section take the snap length of interface 0 and the time of the frame before`, async () => {
    const file = pcapng().section({ bigEndian }).interface({ snapLength: 30 });
    file.packet(a, { timeMicros: 9 }).simplePacket(a.subarray(0, 30), a.length).simplePacket(b.subarray(0, 7));
    const { frames, report } = await read(file);
    expect(frames.slice(1)).toMatchObject([
      { bytes: a.subarray(0, 30), originalLength: a.length, timeMicros: 9 },
      { bytes: b.subarray(0, 7), originalLength: 7, timeMicros: 9 },
    ]);
    expect(report.notes).toEqual([
      '2 packets carry no time (Simple Packet Blocks); each got the time of the frame before it',
    ]);
  });
}

test('each interface has its own link type and clock', async () => {
  const file = pcapng()
    .section()
    .interface({ resolution: 9 })
    .interface({ linkType: LinkType.LinuxSll, offsetSeconds: 100n });
  file.packet(a, { interface: 1, ticks: 1n }).packet(b, { interface: 0, ticks: 1_700_000_000_123_456_789n });
  const { frames, report } = await read(file);
  expect(frames).toMatchObject([
    { linkType: LinkType.LinuxSll, timeMicros: 100_000_001, nanos: 0 },
    { linkType: LinkType.Ethernet, timeMicros: 1_700_000_000_123_456, nanos: 789 },
  ]);
  expect(report.linkTypes).toEqual(['ethernet', 'linux-sll']);
});

test('a new section forgets the interfaces and may turn the byte order', async () => {
  const file = pcapng().section().interface().packet(a);
  file.section({ bigEndian: true }).packet(b).interface({ linkType: 113 }).packet(b).section().interface().packet(a);
  const { frames, report } = await read(file);
  expect(frames.map(({ bytes, linkType, number }) => [bytes, linkType, number])).toEqual([
    [a, 1, 1],
    [b, 113, 2],
    [a, 1, 3],
  ]);
  expect(report.notes).toEqual(['1 packets name an interface that the file does not describe, and were left out']);
  expect(report.truncated).toBeUndefined();
});

test('a section may state its length', async () => {
  const { frames } = await read(pcapng().section({ length: 5n }).interface().packet(a).packet(b));
  expect(frames).toHaveLength(2);
});

test('names are kept, the first of a record, the last record of an address', async () => {
  const address = Buffer.from('20010db8000000000000000000000001', 'hex');
  const file = pcapng().section({ bigEndian: true }).interface();
  file.names([
    { address: '10.0.0.1', name: 'old' },
    { address, name: 'six\0alias' },
  ]);
  const { reader } = await read(file.names([{ address: '10.0.0.1', name: 'alice' }]).packet(a));
  expect([...reader.names]).toEqual([
    ['10.0.0.1', 'alice'],
    ['2001:db8::1', 'six'],
  ]);
});

test('decryption secrets are kept', async () => {
  const { reader } = await read(pcapng().section().secrets(0x544c534b, Buffer.from('CLIENT_RANDOM 1 2')).interface());
  expect(reader.secrets).toEqual([{ type: 0x544c534b, bytes: Buffer.from('CLIENT_RANDOM 1 2') }]);
});

test('secrets beyond 16 MiB are shed and counted', async () => {
  const part = Buffer.alloc(9 * 1024 * 1024);
  const { reader, report } = await read(
    pcapng().section().secrets(1, part).secrets(2, part).secrets(3, Buffer.alloc(9)),
  );
  expect(reader.secrets.map(({ type }) => type)).toEqual([1, 3]);
  expect(report.notes).toEqual(['1 blocks of decryption secrets beyond 16777216 bytes were left out']);
});

test('statistics and unknown blocks are skipped, however long', async () => {
  const file = pcapng()
    .section()
    .interface()
    .statistics()
    .block(0x0bad, Buffer.alloc(3_000_000))
    .block(0, Buffer.alloc(4));
  const { frames, report } = await read(file.packet(a));
  expect(frames).toMatchObject([{ bytes: a }]);
  expect(report.truncated).toBeUndefined();
});

test('a block whose length leaves out its padding is read', async () => {
  const odd = b.subarray(0, b.length - (b.length % 4) - 1);
  const whole = pcapng().section().packet(odd).bytes().subarray(28);
  whole.writeUInt32LE(whole.length - 1, 4);
  whole.writeUInt32LE(whole.length - 1, whole.length - 4);
  const { frames, report } = await read(pcapng().section().interface().raw(whole).packet(a));
  expect(frames.map(({ bytes }) => bytes)).toEqual([odd, a]);
  expect(report.notes).toEqual(['1 blocks state a length without their padding']);
});

test('a packet that claims more bytes than its block holds is left out, the rest is read', async () => {
  const { frames, report } = await read(
    pcapng()
      .section()
      .interface()
      .packet(a, { capturedLength: a.length + 9 })
      .packet(b),
  );
  expect(frames).toMatchObject([{ bytes: b, number: 1 }]);
  expect(report.notes).toEqual(['1 packet blocks claim more bytes than they hold, and were left out']);
});

test('packet blocks too short for their fixed part are left out', async () => {
  const file = pcapng().section().interface();
  for (const type of [PcapngBlock.EnhancedPacket, PcapngBlock.ObsoletePacket, PcapngBlock.SimplePacket]) {
    file.block(type, Buffer.alloc(type === PcapngBlock.SimplePacket ? 0 : 8));
  }
  const { frames, report } = await read(file.packet(a));
  expect(frames).toHaveLength(1);
  expect(report.notes).toEqual(['3 packet blocks claim more bytes than they hold, and were left out']);
});

test('an interface description cut short keeps its number', async () => {
  const file = pcapng().section().block(PcapngBlock.Interface, Buffer.alloc(0)).interface({ linkType: 113 });
  const { frames } = await read(file.packet(a, { interface: 1 }));
  expect(frames).toMatchObject([{ linkType: 113 }]);
});

test('two lengths that differ stop the reading, with all before kept', async () => {
  const start = pcapng().section().interface().packet(a).bytes();
  const file = pcapng()
    .raw(start)
    .section()
    .block(PcapngBlock.EnhancedPacket, Buffer.alloc(40), { trailing: 56 })
    .packet(a);
  const { frames, report } = await read(file);
  expect(frames).toHaveLength(1);
  expect(report.truncated).toBe(`damaged at byte ${start.length + 28}: found two lengths, 52 and 56, that differ`);
});

test('a skipped block whose lengths differ stops the reading', async () => {
  const { frames, report } = await read(
    pcapng().section().block(99, Buffer.alloc(8), { leading: 24 }).interface().packet(a),
  );
  expect(frames).toHaveLength(0);
  expect(report.truncated).toMatch(
    /^damaged at byte 48: found the end of a block with two lengths, 24 and \d+, that differ$/,
  );
});

for (const length of [0, 8, 11]) {
  test(`a block of ${length} bytes stops the reading`, async () => {
    const { frames, report } = await read(
      pcapng().section().interface().packet(a).block(6, a, { leading: length }).packet(a),
    );
    expect(frames).toHaveLength(1);
    expect(report.truncated).toMatch(new RegExp(`^damaged at byte \\d+: found a block of ${length} bytes$`));
  });
}

test('a packet block above the limit of 64 MiB stops the reading', async () => {
  const { report } = await read(pcapng().section().interface().block(6, a, { leading: 0x7ffffff0 }));
  expect(report.truncated).toBe('damaged at byte 48: found a block of 2147483632 bytes');
});

test('a skipped block that goes beyond the file is a cut', async () => {
  const { report } = await read(pcapng().section().block(99, a, { leading: 0x7ffffff0 }));
  expect(report.truncated).toMatch(
    /^cut at byte \d+: a block of 2147483632 bytes that ends at byte 2147483660 is not whole$/,
  );
});

test('a cut packet keeps all before it and says where', async () => {
  const whole = pcapng().section().interface().packet(a).packet(b).bytes();
  const { frames, report } = await read(whole.subarray(0, whole.length - 1));
  expect(frames).toMatchObject([{ bytes: a }]);
  expect(report.truncated).toMatch(/^cut at byte \d+: the block at byte \d+ needs \d+ bytes and has \d+$/);
});

test('a later section without byte order, or of another version, stops the reading', async () => {
  const start = () => pcapng().section().interface().packet(a);
  const noOrder = await read(start().block(PcapngBlock.Section, Buffer.alloc(16)));
  expect(noOrder.frames).toHaveLength(1);
  expect(noOrder.report.truncated).toMatch(/found a section without byte order$/);
  const section = pcapng().section().bytes();
  section.writeUInt16LE(2, 12);
  const version = await read(start().raw(section).interface().packet(a));
  expect(version.frames).toHaveLength(1);
  expect(version.report.truncated).toMatch(/found a section of version 2$/);
});

test('interfaces beyond 65,536 are shed and counted', async () => {
  const description = pcapng().section().interface().bytes().subarray(28);
  const file = pcapng()
    .section()
    .raw(Buffer.concat(Array.from({ length: 65_540 }, () => description)));
  const { frames, report } = await read(file.packet(a, { interface: 65_535 }).packet(a, { interface: 65_536 }));
  expect(frames).toHaveLength(1);
  expect(report.notes).toContain('4 interfaces beyond the 65536 of a section were left out');
});

/** A section of our recorder with these inputs. */
function recorded(inputs: readonly string[], run = 'run 1'): PcapngBuilder {
  const text = (code: number, value: string) => ({ code, value: Buffer.from(value) });
  const file = pcapng().section({ options: [text(4, 'sipscope recorder 1.0'), text(1, run)] });
  for (const name of inputs) file.interface({ options: [text(2, name)] });
  return file;
}

/** Every step until the end, in words. */
async function steps(file: PcapngBuilder, points = new CapturePoints()): Promise<string[]> {
  const reader = await openSource(new MemorySource(file.bytes()), {
    path: '/x/a.pcapng',
    name: '/x/a.pcapng',
    segment: 0,
    compressed: false,
    points,
  });
  const frame = new Frame();
  const told: string[] = [];
  for (let step = reader.next(frame); step !== Step.End; step = reader.next(frame)) {
    if (step === Step.More) await reader.fill();
    const name = points.get(frame.point)?.name;
    if (step === Step.Frame) told.push(`frame at ${name}`);
    if (step === Step.Tick) told.push(`tick ${frame.timeMicros} at ${name}, lost ${frame.lostFrames}`);
  }
  return told;
}

const named = (name: string) => ({ options: [{ code: 2, value: Buffer.from(name) }] });

test('a file with one interface is one point, one with several has a point for each', async () => {
  expect(await steps(pcapng().section().interface(named('eth0')).packet(a))).toEqual(['frame at a.pcapng']);
  const two = pcapng().section().interface(named('eth0')).interface().packet(a).packet(a, { interface: 1 });
  expect(await steps(two)).toEqual(['frame at a.pcapng:eth0', 'frame at a.pcapng:1']);
});

test('statistics of our recorder are ticks with their time and what was lost since the one before', async () => {
  const file = recorded(['eth0', 'hep udp:0.0.0.0:9060'])
    .packet(a)
    .statistics(0, { timeMicros: 1_000_000, kernelDrops: 2 })
    .statistics(1, { timeMicros: 1_000_001, comment: '{"refused":{"wrong HEP key":1}}' })
    .packet(a, { interface: 1 })
    .statistics(0, { timeMicros: 2_000_000, kernelDrops: 5, interfaceDrops: 1 });
  expect(await steps(file)).toEqual([
    'frame at eth0',
    'tick 1000000 at eth0, lost 2',
    'tick 1000001 at hep udp:0.0.0.0:9060, lost 0',
    'frame at hep udp:0.0.0.0:9060',
    'tick 2000000 at eth0, lost 4',
  ]);
});

test('inputs of our recorder are told whether anything came from them or not', async () => {
  const { reader } = await read(recorded(['eth0', 'eth1']));
  expect(reader.inputs()).toEqual([
    { point: 0, refused: {}, hasApproximateTimes: false },
    { point: 1, refused: {}, hasApproximateTimes: false },
  ]);
});

test('statistics of other programs are no ticks, and their drops are told', async () => {
  const file = pcapng().section().interface().packet(a).statistics(0, { interfaceDrops: 3 });
  expect(await steps(file)).toEqual(['frame at a.pcapng']);
  const { reader } = await read(file);
  expect(reader.inputs()).toEqual([{ point: 0, interfaceDrops: 3, refused: {}, hasApproximateTimes: false }]);
});

test('statistics of an interface that is not described, or cut short, are counted and left out', async () => {
  const { report, reader } = await read(
    recorded(['eth0']).statistics(7).block(PcapngBlock.InterfaceStatistics, b.subarray(0, 4)),
  );
  expect(report.notes).toEqual(['2 blocks of interface statistics name no interface, and were left out']);
  expect(reader.inputs()).toHaveLength(1);
});
