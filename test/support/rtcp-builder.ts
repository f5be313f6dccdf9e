// RTCP packets for tests (RFC 3550 §6, RFC 3611). Numbers as on the wire.

export interface ReportBlock {
  readonly ssrc: number;
  readonly fraction?: number;
  readonly lost?: number;
  readonly highest?: number;
  readonly jitter?: number;
  readonly lastReport?: number;
  readonly delay?: number;
}

/** A packet with its header: the length is that of the body, in words. */
export function rtcp(type: number, count: number, body: Buffer): Buffer {
  const header = Buffer.from([0x80 | count, type, 0, 0]);
  header.writeUInt16BE(body.length / 4, 2);
  return Buffer.concat([header, body]);
}

export function senderReport(
  ssrc: number,
  { ntp = 0, packets = 0, bytes = 0 }: { readonly ntp?: number; readonly packets?: number; readonly bytes?: number },
  ...blocks: readonly ReportBlock[]
): Buffer {
  // The middle 32 bits of the 64 are what is answered.
  return rtcp(
    200,
    blocks.length,
    Buffer.concat([words(ssrc, ntp >>> 16, (ntp & 0xffff) << 16, 0, packets, bytes), reports(blocks)]),
  );
}

export function receiverReport(ssrc: number, ...blocks: readonly ReportBlock[]): Buffer {
  return rtcp(201, blocks.length, Buffer.concat([words(ssrc), reports(blocks)]));
}

export function description(ssrc: number, cname: string): Buffer {
  const text = Buffer.from(cname);
  const items = Buffer.concat([Buffer.from([1, text.length]), text]);
  return rtcp(202, 1, Buffer.concat([words(ssrc), items, Buffer.alloc(4 - (items.length % 4))]));
}

export function bye(...ssrcs: readonly number[]): Buffer {
  return rtcp(203, ssrcs.length, words(...ssrcs));
}

export function extended(ssrc: number, ...blocks: readonly Buffer[]): Buffer {
  return rtcp(207, 0, Buffer.concat([words(ssrc), ...blocks]));
}

/** A block of XR: `specific` is the byte behind its type. */
export function xrBlock(type: number, body: Buffer, specific = 0): Buffer {
  const header = Buffer.from([type, specific, 0, 0]);
  header.writeUInt16BE(body.length / 4, 2);
  return Buffer.concat([header, body]);
}

export function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value >>> 0, i * 4);
  });
  return bytes;
}

function reports(blocks: readonly ReportBlock[]): Buffer {
  return Buffer.concat(
    blocks.map(({ ssrc, fraction = 0, lost = 0, highest = 0, jitter = 0, lastReport = 0, delay = 0 }) =>
      words(ssrc, (fraction << 24) | (lost & 0xffffff), highest, jitter, lastReport, delay),
    ),
  );
}
