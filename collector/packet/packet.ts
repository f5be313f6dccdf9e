// The packet in hand: one scratch object from which the layers are peeled, from the outside in.
// Each `peel…` function reads the header at `at`, moves `at` behind it, says what follows, and returns GO or a Reason.
//
//   bytes: │ … peeled headers … │ what the next layer reads │ padding, trailer │
//                               at                          end               then `missing` bytes that were not captured

import type { Frame } from '../model/frame.ts';
import type { SampleFrame } from '../model/health.ts';
import { Reason } from '../model/health.ts';
import type { Datagram } from '../model/packet.ts';

/** A packet that nests deeper is made to hurt readers. */
const MAX_TUNNELS = 8;

export class Packet {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  end = 0;
  /** Bytes that the present layer has behind `end` by its own account, but that the capture does not hold. */
  missing = 0;

  /** What lies at `at`: an EtherType (after a link layer or GRE), or an IP protocol (after an IP header). */
  etherType = 0;
  protocol = 0;

  /** The innermost IP header peeled so far; addresses as in `Datagram`. */
  addresses: Uint8Array = new Uint8Array(0);
  addressLength: 4 | 16 = 4;
  sourceAddress = 0;
  destinationAddress = 0;
  identification = 0;
  hopLimit = 0;
  headerChecksum = 0;
  /** A fragment, to be put together before its payload means anything. Offset in bytes. */
  isFragment = false;
  fragmentOffset = 0;
  moreFragments = false;

  /** Tunnels opened so far: each layer that holds another link layer or IP header. */
  tunnels = 0;

  /** Frames that were held before and are now part of this packet (its other fragments), and the first of them. */
  heldFrames = 0;
  heldFirst: SampleFrame | undefined = undefined;

  timeMicros = 0;
  nanos = 0;
  segment = 0;
  frameNumber = 0;
  point = 0;
  /** The frame itself, for `sample`. */
  #frameOffset = 0;
  #frameLength = 0;
  #originalLength = 0;
  #linkType = 0;
  /** Add it to an index of `bytes` to get the offset in the segment; NaN when `bytes` lie nowhere contiguous. */
  offsetBase = 0;

  /** Starts with a frame. */
  load(frame: Frame): void {
    const captured = frame.end - frame.start;
    this.bytes = frame.bytes;
    this.at = frame.start;
    this.end = frame.end;
    this.missing = frame.originalLength > captured ? frame.originalLength - captured : 0;
    this.isFragment = false;
    this.tunnels = 0;
    this.heldFrames = 0;
    this.heldFirst = undefined;
    this.timeMicros = frame.timeMicros;
    this.nanos = frame.nanos;
    this.segment = frame.segment;
    this.frameNumber = frame.number;
    this.point = frame.point;
    this.#frameOffset = frame.offset;
    this.#frameLength = captured;
    this.#originalLength = frame.originalLength;
    this.#linkType = frame.linkType;
    this.offsetBase = frame.offset - frame.start;
  }

  /** One tunnel deeper; false when there are more inside one another than anybody builds. */
  enterTunnel(): boolean {
    return ++this.tunnels <= MAX_TUNNELS;
  }

  /** Bytes that can be read at `at`. */
  get captured(): number {
    return this.end - this.at;
  }

  /** The layer at `at` says it is `length` bytes long: forgets padding behind it, notes what was not captured of it. */
  limit(length: number): void {
    const captured = this.end - this.at;
    if (length <= captured) {
      this.end = this.at + length;
      this.missing = 0;
    } else {
      this.missing = length - captured;
    }
  }

  /** Why a header does not fit: the capture cut it, or it never was whole. */
  short(): Reason {
    return this.missing > 0 ? Reason.Truncated : Reason.MalformedPacket;
  }

  /** Where `bytes[index]` lies in the segment, or -1. */
  offsetOf(index: number): number {
    const offset = this.offsetBase + index;
    return offset >= 0 ? offset : -1;
  }

  /** Where to find the frame in hand again. Makes an object: for frames that wait, not for every one. */
  sample(): SampleFrame {
    return {
      segment: this.segment,
      frameNumber: this.frameNumber,
      timeMicros: this.timeMicros,
      point: this.point,
      offset: this.#frameOffset,
      length: this.#frameLength,
      originalLength: this.#originalLength,
      linkType: this.#linkType,
    };
  }

  /** Lends the payload `at..end` with addresses and origin to `d`; ports, transport and fingerprint are the caller's. */
  lend(d: Datagram): void {
    d.bytes = this.bytes;
    d.start = this.at;
    d.end = this.end;
    d.missing = this.missing;
    d.addresses = this.addresses;
    d.addressLength = this.addressLength;
    d.sourceAddress = this.sourceAddress;
    d.destinationAddress = this.destinationAddress;
    d.timeMicros = this.timeMicros;
    d.nanos = this.nanos;
    d.segment = this.segment;
    d.frameNumber = this.frameNumber;
    d.point = this.point;
    d.frameOffset = this.#frameOffset;
    d.offset = this.offsetOf(this.at);
  }
}
