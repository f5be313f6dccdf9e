// Codec names of the messages of a ladder. Takes their bytes one after the other. The same description goes from hop to hop and comes back
// with every refresh of a session, so it is read once.

import { latin1 } from '../bytes/slices.ts';
import { SipScan } from '../model/sip.ts';
import { scanSip } from '../sip/scan.ts';
import { codecSummary } from '../sip/sdp.ts';

/** Descriptions that are remembered, of so many bytes at most: those of a long call are few and short. */
const REMEMBERED = 1000;
const REMEMBERED_BYTES = 4096;

export class CodecLabels {
  private readonly scan = new SipScan();
  private readonly byBody = new Map<string, string>();

  /** As on an arrow: `PCMU PCMA`; empty without SDP. */
  of(message: Buffer): string {
    const { scan, byBody } = this;
    scanSip(message, 0, message.length, scan);
    const contentType = latin1(message, scan.contentTypeStart, scan.contentTypeEnd);
    const body = message.subarray(scan.bodyStart, scan.bodyEnd);
    if (body.length > REMEMBERED_BYTES) return codecSummary(body, contentType);
    const key = `${contentType}\n${latin1(body, 0, body.length)}`;
    const known = byBody.get(key);
    if (known !== undefined) return known;
    const label = codecSummary(body, contentType);
    if (byBody.size < REMEMBERED) byBody.set(key, label);
    return label;
  }
}
