// HOT. Notes which messages may tell that a leg belongs to another (SEMANTICS §5), so that nobody has to read all of them again.
// Takes what the tracker has at hand: lent bytes, their scan, the row; keeps numbers. Nothing is decided here.
//
// Of a leg are noted: INVITEs, REFERs and answers to INVITEs that have a linking header, and each SDP that is not that of the mark
// before. Most legs have two marks, an offer and an answer; one that has MARKS_A_LEG gets no more, but for its REFERs.

import { Feature, Method, type SipScan } from '../model/sip.ts';
import { mayDiffer, SdpMarks, scanSdpMarks } from '../sip/sdp-marks.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';

const MARKS_A_LEG = 12;
const REFERS_A_LEG = 32;
// Private copies, see bytes/ascii.ts.
const LINK = Feature.Link | Feature.Replaces;
const SDP = Feature.Sdp | Feature.Multipart;
const TELLING = LINK | SDP;
const INVITE = Method.Invite;
const ACK = Method.Ack;
const REFER = Method.Refer;

export class LinkMarker {
  private readonly store: CallStore;
  private readonly sdp = new SdpMarks();

  constructor(store: CallStore) {
    this.store = store;
  }

  /** A message that repeats none. `cseqMethod` is that of a response, or the method of the request. */
  see(leg: Leg, bytes: Buffer, scan: SipScan, row: number, cseqMethod: number): void {
    const { features } = scan;
    if ((features & TELLING) === 0) return;
    const isRequest = scan.method !== Method.None;
    if (isRequest ? !isTellingRequest(leg, cseqMethod) : cseqMethod !== INVITE || isBeyond(scan.statusCode)) {
      // The answer to an offer that the 2xx made (RFC 3261 §13.2.2.4): no mark, but its codecs count.
      if (cseqMethod === ACK && features & SDP) this.compareFormats(leg, bytes, scan);
      return;
    }
    const marks = this.store.linkMarks;
    if (leg.linkMarks >= (cseqMethod === REFER ? REFERS_A_LEG : MARKS_A_LEG)) {
      marks.refused++;
      return;
    }
    const { sdp } = this;
    sdp.origin = 0;
    sdp.media = 0;
    if (features & SDP) {
      scanSdpMarks(bytes, scan.bodyStart, scan.bodyEnd, sdp);
      if (isRequest || leg.offeredFormats === 0) leg.offeredFormats = sdp.formats;
      else if (mayDiffer(leg.offeredFormats, sdp.formats)) leg.formatsDiffer = true;
    }
    // The next hop of a proxy carries what the one before did.
    const isKnown = sdp.origin === leg.sdpOrigin && sdp.media === leg.sdpMedia;
    if (isKnown && (features & LINK) === 0) return;
    if (features & SDP) {
      leg.sdpOrigin = sdp.origin;
      leg.sdpMedia = sdp.media;
    }
    leg.linkMarks++;
    marks.add(row, features & LINK ? 1 : 0, isKnown ? 0 : sdp.origin, isKnown ? 0 : sdp.media);
  }

  private compareFormats(leg: Leg, bytes: Buffer, scan: SipScan): void {
    scanSdpMarks(bytes, scan.bodyStart, scan.bodyEnd, this.sdp);
    if (mayDiffer(leg.offeredFormats, this.sdp.formats)) leg.formatsDiffer = true;
  }
}

/** INVITE and REFER wherever they are; of what is no call, the request that opens it. Registrations and keep-alives tie nothing. */
function isTellingRequest(leg: Leg, method: number): boolean {
  if (method === INVITE || method === REFER) return true;
  return leg.messages === 1 && (method === Method.Subscribe || method === Method.Message || method === Method.Info);
}

/** 100 is of the next hop alone, and a refusal says nothing that the INVITE did not. */
function isBeyond(statusCode: number): boolean {
  return statusCode <= 100 || statusCode >= 300;
}
