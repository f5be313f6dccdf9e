// The door upwards: what the packet floor tells whoever reads payloads. Calls come synchronously from `decode` and `finish`.

import type { Reason, SampleFrame } from '../model/health.ts';
import type { Datagram } from '../model/packet.ts';
import type { IcmpError } from './icmp.ts';
import type { TcpStream } from './tcp-stream.ts';

/** Receives payloads. Every `Datagram` is one reused object: it and its bytes die when the call returns. */
export interface PacketSink {
  /** One UDP payload, from one frame or put together from fragments (then `d.offset` is -1). Lent. */
  onDatagram(d: Datagram): void;

  /**
   * In-order bytes of one direction of a TCP connection, each byte once. Lent.
   * `d.offset` says where they lie in the segment, -1 when they come from a reassembly buffer. Time and frame are those of
   * the frame that made them deliverable: itself, or the one that filled the hole before them. Bytes behind a hole that was
   * given up carry their own frame, for no frame filled it.
   */
  onStream(stream: TcpStream, d: Datagram): void;

  /** `missingBytes` bytes of this direction were never captured and are given up on: the next `onStream` comes after a hole. */
  onStreamGap(stream: TcpStream, missingBytes: number): void;

  /** FIN, RST, a new SYN, eviction or the end of the capture: no more bytes of this direction. Once per stream that gave any. */
  onStreamEnd(stream: TcpStream): void;

  /** An ICMP error came about the packet of which `quoted` is what the host sent back. The frame itself ends as ICMP. Lent. */
  onIcmpError(error: IcmpError, quoted: Datagram): void;

  /** `frames` frames that were held before end under `reason`; `first` is the first of them. */
  onGivenUp(reason: Reason, frames: number, first: SampleFrame): void;
}
