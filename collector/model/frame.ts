// A frame: one captured packet record of a segment (a pcap or pcapng byte stream).
// Segment readers overwrite one Frame for every record; whoever wants it longer copies what it needs.

export class Frame {
  /** The reader's buffer. Lent: overwritten after the consumer returns. */
  bytes: Buffer = Buffer.alloc(0);
  /** First captured byte in `bytes`. */
  start = 0;
  /** One past the last captured byte in `bytes`. */
  end = 0;
  /** Bytes the packet had on the wire; more than `end - start` when the snap length cut it. */
  originalLength = 0;
  /** µs since the epoch. */
  timeMicros = 0;
  /** What is left of the time below a µs, 0..999 ns. */
  nanos = 0;
  /** The link type of the interface it came from (LINKTYPE_ registry of tcpdump.org). */
  linkType = 0;
  /** Which segment of the capture, counted from 0. */
  segment = 0;
  /** Where `bytes[start]` lies in the (inflated) segment: the reference by which it is read again. */
  offset = 0;
  /** Running number in its segment, from 1, as tshark counts. */
  number = 0;
  /** Where it was captured: an id of CapturePoints. */
  point = 0;
  /** Of a tick alone: frames of this point that the kernel or the interface dropped since its tick before. */
  lostFrames = 0;
}

/** Link types (LINKTYPE_) that `packet/decode.ts` knows. */
export const LinkType = {
  Null: 0,
  Ethernet: 1,
  Ppp: 9,
  RawBsd: 12,
  RawOpenBsd: 14,
  PppHdlc: 50,
  PppEther: 51,
  Raw: 101,
  Loop: 108,
  LinuxSll: 113,
  Ipv4: 228,
  Ipv6: 229,
  LinuxSll2: 276,
} as const;
