// A second reader of capture files, plain and slow, over whole files in memory. It shares no code with collector/segment:
// where the two disagree, one of them is wrong.

export interface PlainFrame {
  readonly bytes: Buffer;
  readonly offset: number;
  readonly originalLength: number;
  /** ns since the epoch; undefined when the record carries no time. */
  readonly time: bigint | undefined;
  readonly linkType: number;
}

/** All frames up to the first damage. The file header has to be sound. */
export function readPlainly(file: Buffer): PlainFrame[] {
  return file.readUInt32BE(0) === 0x0a0d0d0a ? readPcapng(file) : readPcap(file);
}

function fields(file: Buffer, bigEndian: boolean) {
  return {
    u16: (at: number) => (bigEndian ? file.readUInt16BE(at) : file.readUInt16LE(at)),
    u32: (at: number) => (bigEndian ? file.readUInt32BE(at) : file.readUInt32LE(at)),
    i64: (at: number) => (bigEndian ? file.readBigInt64BE(at) : file.readBigInt64LE(at)),
  };
}

function readPcap(file: Buffer): PlainFrame[] {
  const magics = [0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34];
  const { u32 } = fields(file, magics.includes(file.readUInt32BE(0)));
  const magic = u32(0);
  const header = magic === 0xa1b2cd34 ? 24 : 16;
  const limit = Math.min(Math.max(u32(16), 262_144), 64 * 1024 * 1024 - header);
  const frames: PlainFrame[] = [];
  for (let at = 24; at + header <= file.length; ) {
    const captured = u32(at + 8);
    const start = at + header;
    if (captured > limit || start + captured > file.length) break;
    const fraction = BigInt(u32(at + 4)) * (magic === 0xa1b23c4d ? 1n : 1000n);
    frames.push({
      bytes: file.subarray(start, start + captured),
      offset: start,
      originalLength: Math.max(captured, u32(at + 12)),
      time: BigInt(u32(at)) * 1_000_000_000n + fraction,
      linkType: u32(20) % 65_536,
    });
    at = start + captured;
  }
  return frames;
}

interface PlainInterface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly ticksASecond: bigint;
  readonly offset: bigint;
}

function readPcapng(file: Buffer): PlainFrame[] {
  const frames: PlainFrame[] = [];
  let interfaces: PlainInterface[] = [];
  let read = fields(file, false);
  for (let at = 0; at + 12 <= file.length; ) {
    if (file.readUInt32BE(at) === 0x0a0d0d0a) {
      const big = file.readUInt32BE(at + 8) === 0x1a2b3c4d;
      if (!big && file.readUInt32LE(at + 8) !== 0x1a2b3c4d) break;
      read = fields(file, big);
    }
    const { u16, u32 } = read;
    const stated = u32(at + 4);
    const length = Math.ceil(stated / 4) * 4;
    if (stated < 12 || at + length > file.length || u32(at + length - 4) !== stated) break;
    const body = length - 12;
    const type = u32(at);
    if (type === 0x0a0d0d0a) {
      if (length < 28 || u16(at + 12) !== 1) break;
      interfaces = [];
    } else if (type === 1) {
      interfaces.push(readInterface(read, file, at, length));
    } else if ((type === 6 || type === 2) && body >= 4) {
      const from = interfaces[type === 6 ? u32(at + 8) : u16(at + 8)];
      const captured = body >= 20 ? u32(at + 20) : 0;
      if (from !== undefined && body >= 20 + captured) {
        const ticks = BigInt(u32(at + 12)) * 2n ** 32n + BigInt(u32(at + 16));
        frames.push({
          bytes: file.subarray(at + 28, at + 28 + captured),
          offset: at + 28,
          originalLength: Math.max(captured, u32(at + 24)),
          time: (ticks * 1_000_000_000n) / from.ticksASecond + from.offset * 1_000_000_000n,
          linkType: from.linkType,
        });
      }
    } else if (type === 3 && body >= 4 && interfaces.length > 0) {
      const original = u32(at + 8);
      const captured = Math.min(original, interfaces[0].snapLength || original);
      if (captured <= body - 4) {
        frames.push({
          bytes: file.subarray(at + 12, at + 12 + captured),
          offset: at + 12,
          originalLength: original,
          time: undefined,
          linkType: interfaces[0].linkType,
        });
      }
    }
    at += length;
  }
  return frames;
}

function readInterface(read: ReturnType<typeof fields>, file: Buffer, at: number, length: number): PlainInterface {
  const { u16, u32, i64 } = read;
  if (length < 20) return { linkType: 65_535, snapLength: 0, ticksASecond: 1_000_000n, offset: 0n };
  let resolution = 6;
  let offset = 0n;
  for (let option = at + 16; option + 4 <= at + length - 4; ) {
    const code = u16(option);
    const size = u16(option + 2);
    if (code === 0 || option + 4 + size > at + length - 4) break;
    if (code === 9 && size === 1) resolution = file[option + 4];
    if (code === 14 && size === 8) offset = i64(option + 4);
    option += 4 + Math.ceil(size / 4) * 4;
  }
  const exponent = BigInt(resolution % 128);
  const most = 9_000_000_000n;
  return {
    linkType: u16(at + 8),
    snapLength: u32(at + 12),
    ticksASecond: resolution >= 128 ? 2n ** exponent : 10n ** exponent,
    offset: offset > most || offset < -most ? 0n : offset,
  };
}
