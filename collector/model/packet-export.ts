// Packets of some legs as a capture file of their own.

/** Legs by their numbers. `media`: the packets of their RTP streams too, with RTCP. */
export interface PacketExportQuery {
  readonly legs: readonly number[];
  readonly media: boolean;
}

export interface PacketExport {
  /** A pcapng file. */
  readonly bytes: Uint8Array;
  /** Packets in it, and how many of these are not as they were captured, but made of what was read out of them. */
  readonly packets: number;
  readonly rebuilt: number;
  /** Messages whose bytes a limit had refused to keep: they are missing. */
  readonly missing: number;
}
