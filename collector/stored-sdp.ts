// The SDP of messages that are stored already: read again from the segment when the media floor asks for it.

import { findCodec } from './media/codec.ts';
import { type SdpScan, scanSdp } from './media/sdp-scan.ts';
import type { SdpSource } from './media/streams.ts';
import { Fault, SipScan } from './model/sip.ts';
import { scanSip } from './sip/scan.ts';
import type { MessageBytes } from './store/message-bytes.ts';

export class StoredSdp implements SdpSource {
  private readonly bytes: MessageBytes;
  private readonly scan = new SipScan();

  constructor(bytes: MessageBytes) {
    this.bytes = bytes;
  }

  read(row: number, into: SdpScan): boolean {
    const bytes = this.bytes.read(row);
    if (scanSip(bytes, 0, bytes.length, this.scan) & Fault.NotSip) return false;
    scanSdp(bytes, this.scan.bodyStart, this.scan.bodyEnd, into);
    return true;
  }

  clockOf(row: number, payloadType: number): number {
    return findCodec(this.bytes.read(row).toString('latin1'), payloadType).clockHz;
  }
}
