// From frames that are read once more to those that carried some messages or some media as they are, by the road of the pipeline: link
// layers, tunnels, HEP. A message that a frame holds only in part, or in another protocol, is left for who rebuilds it.

import { HepPayload } from '../hep/hep-frame.ts';
import { HepSniff, sniffHep } from '../hep/sniff.ts';
import { HepUnpacker, Unpacked } from '../hep/unpack.ts';
import type { Frame } from '../model/frame.ts';
import { type Datagram, Transport } from '../model/packet.ts';
import { CapturePoints } from '../model/points.ts';
import { PacketDecoder } from '../packet/decode.ts';
import type { PacketSink } from '../packet/sink.ts';
import type { CallStore } from '../store/call-store.ts';
import { MessageFlag } from '../store/message-table.ts';
import type { MediaFlows } from './media-flows.ts';

/** What is told of a frame; all lent. */
export interface Picked {
  /** The frame carries these rows of the message table as they are, or media (then there are none). */
  onFrame(frame: Frame, rows: readonly number[]): void;
  /** Media that lies in no frame of its own. */
  onMedia(d: Datagram): void;
}

export class FramePicker implements PacketSink {
  private readonly store: CallStore;
  private readonly media: MediaFlows;
  private readonly picked: Picked;
  private readonly decoder = new PacketDecoder(this);
  private readonly hep = new HepUnpacker(new CapturePoints());
  /** Rows of the frame at hand, and those of them that it was found to carry. */
  private rows: readonly number[] = [];
  private carried: number[] = [];
  private isMedia = false;

  constructor(store: CallStore, media: MediaFlows, picked: Picked) {
    this.store = store;
    this.media = media;
    this.picked = picked;
  }

  /** `rows`: messages that came with this frame. */
  onRead(frame: Frame, rows: readonly number[]): void {
    if (rows.length === 0 && this.media.isEmpty) return;
    this.rows = rows;
    this.carried = [];
    this.isMedia = false;
    this.decoder.decode(frame);
    if (this.carried.length > 0 || this.isMedia) this.picked.onFrame(frame, this.carried);
  }

  onDatagram(d: Datagram): void {
    if (sniffHep(d.bytes, d.start, d.end) !== HepSniff.No) {
      this.takeHep(d);
      return;
    }
    for (const row of this.rows) if (this.carries(d, row)) this.carried.push(row);
    if (!this.media.has(d)) return;
    if (d.offset < 0) this.picked.onMedia(d);
    else this.isMedia = true;
  }

  onStream(): void {}
  onStreamGap(): void {}
  onStreamEnd(): void {}
  onIcmpError(): void {}
  onGivenUp(): void {}

  private takeHep(d: Datagram): void {
    if (this.media.isEmpty || this.hep.unpack(d) !== Unpacked.Other) return;
    const { payloadType } = this.hep.frame;
    const isMedia = payloadType === HepPayload.Rtp || payloadType === HepPayload.Rtcp;
    if (isMedia && this.media.has(this.hep.datagram)) this.picked.onMedia(this.hep.datagram);
  }

  /** In UDP, in one piece, between the hosts that the message is shown between. */
  private carries(d: Datagram, row: number): boolean {
    const { messages, endpoints } = this.store;
    if (messages.transport[row] !== Transport.Udp || (messages.flags[row] & MessageFlag.Derived) !== 0) return false;
    const { addresses, addressLength } = d;
    return (
      endpoints.equals(messages.source[row], addresses, d.sourceAddress, addressLength, d.sourcePort) &&
      endpoints.equals(messages.destination[row], addresses, d.destinationAddress, addressLength, d.destinationPort)
    );
  }
}
