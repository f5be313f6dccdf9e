import { describe, expect, test } from 'vitest';
import {
  interfaceBlock,
  packetBlockBytes,
  sectionBlock,
  statisticsBlock,
  writePacket,
  writePacketOfTwo,
} from '../../../collector/record/pcapng-writer.ts';
import { drain, openBytes } from '../../support/segment-frames.ts';

const SECTION = sectionBlock({ application: 'sipscope recorder', os: 'Linux', hardware: 'x64' });
const INTERFACE = interfaceBlock({ linkType: 1, snapBytes: 65_535, name: 'eth0', filter: 'udp' });

function packet(bytes: Buffer, seconds: number, nanos: number, originalLength = bytes.length): Buffer {
  const out = Buffer.alloc(packetBlockBytes(bytes.length) + 8, 0xee);
  const end = writePacket(out, 4, 0, seconds, nanos, bytes, 0, bytes.length, originalLength);
  expect(end).toBe(out.length - 4);
  expect([out[3], out[end]]).toEqual([0xee, 0xee]);
  return out.subarray(4, end);
}

async function read(...blocks: Buffer[]): ReturnType<typeof drain> {
  return drain(await openBytes(Buffer.concat(blocks)));
}

describe('packets', () => {
  test.each([
    [0, 0],
    [1, 1],
    [1_700_000_000, 123_456_789],
    [1_795_431_190, 999_999_999],
    [4_294_967_295, 1],
  ])('keep their time of %i.%i s to the nanosecond', async (seconds, nanos) => {
    const [frame] = await read(SECTION, INTERFACE, packet(Buffer.from('abc'), seconds, nanos));
    expect(frame.timeMicros).toBe(seconds * 1e6 + Math.floor(nanos / 1000));
    expect(frame.nanos).toBe(nanos % 1000);
  });

  test.each([0, 1, 2, 3, 4, 5])('of %i bytes are padded with zeros to 4', async length => {
    const bytes = Buffer.alloc(length, 0x41);
    const block = packet(bytes, 1, 0, 1500);
    expect(block.length % 4).toBe(0);
    expect(block.subarray(28 + length, -4).every(byte => byte === 0)).toBe(true);
    const frames = await read(SECTION, INTERFACE, block, packet(Buffer.from('next'), 2, 0));
    expect(frames.map(frame => String(frame.bytes))).toEqual([String(bytes), 'next']);
    expect(frames[0].originalLength).toBe(1500);
  });

  test('of headers and payload are one packet', async () => {
    const out = Buffer.alloc(64);
    const end = writePacketOfTwo(out, 0, 0, 1, 0, Buffer.from('head'), Buffer.from('body!'));
    const [frame] = await read(SECTION, INTERFACE, out.subarray(0, end));
    expect(String(frame.bytes)).toBe('headbody!');
  });
});

describe('blocks', () => {
  test.each([
    ['section', SECTION],
    ['interface', INTERFACE],
    ['statistics', statisticsBlock({ interfaceId: 0, seconds: 1, nanos: 2, received: 3, comment: '{"lost":1}' })],
  ])('of a %s say their length at both ends', (_what, block) => {
    expect(block.readUInt32LE(4)).toBe(block.length);
    expect(block.readUInt32LE(block.length - 4)).toBe(block.length);
    expect(block.length % 4).toBe(0);
  });

  test('counters that nobody knows are left out', () => {
    const known = statisticsBlock({ interfaceId: 0, seconds: 1, nanos: 0, received: 3, kernelDrops: 0 });
    const unknown = statisticsBlock({ interfaceId: 0, seconds: 1, nanos: 0, received: 3 });
    expect(known.length - unknown.length).toBe(12);
  });

  test('a text of any length is cut, not refused', () => {
    expect(interfaceBlock({ linkType: 1, snapBytes: 1, name: 'x'.repeat(100_000) }).length).toBeLessThan(5000);
  });
});
