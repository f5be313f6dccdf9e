// What the media floor asks about messages that are stored already: their SDP, read again from the segment, and their legs.

import { type SdpScan, scanSdp } from './media/sdp-scan.ts';
import { Phase, type SdpSource } from './media/stream-ties.ts';
import { LEG_STATES, type LegState } from './model/leg.ts';
import { Fault, SipScan } from './model/sip.ts';
import { scanSip } from './sip/scan.ts';
import type { CallStore } from './store/call-store.ts';
import type { MessageBytes } from './store/message-bytes.ts';
import { MessageFlag } from './store/message-table.ts';

/** All other states are ends. */
const PHASE_OF_STATE: Partial<Record<LegState, Phase>> = {
  trying: Phase.Open,
  ringing: Phase.Open,
  pending: Phase.Open,
  answered: Phase.Answered,
  established: Phase.Answered,
  active: Phase.Answered,
};
/** By number of the state. */
const PHASES: readonly Phase[] = LEG_STATES.map(state => PHASE_OF_STATE[state] ?? Phase.Over);
/** Messages of a leg that are looked through for what the other side said. */
const PEER_MESSAGES = 1000;

export class StoredSdp implements SdpSource {
  private readonly store: CallStore;
  private readonly bytes: MessageBytes;
  private readonly scan = new SipScan();

  constructor(store: CallStore, bytes: MessageBytes) {
    this.store = store;
    this.bytes = bytes;
  }

  read(row: number, into: SdpScan): boolean {
    const bytes = this.bytes.read(row);
    if (scanSip(bytes, 0, bytes.length, this.scan) & Fault.NotSip) return false;
    scanSdp(bytes, this.scan.bodyStart, this.scan.bodyEnd, into);
    return true;
  }

  legOf(row: number): number {
    return this.store.messages.leg[row];
  }

  timeOf(row: number): number {
    return this.store.messages.time[row];
  }

  phaseOf(row: number): Phase {
    return PHASES[this.store.legs[this.legOf(row)].state];
  }

  /** Who sent it tells the sides apart: what went the other way over the same hop is the peer's. */
  peerOf(row: number): number {
    const m = this.store.messages;
    let peer = -1;
    let seen = 0;
    for (let at = this.store.legs[m.leg[row]].firstMessage; seen < PEER_MESSAGES; at = m.nextInLeg[at], seen++) {
      const isBack = m.source[at] === m.destination[row] && m.destination[at] === m.source[row];
      if (isBack && (m.flags[at] & MessageFlag.Sdp) !== 0) peer = at;
      if (m.nextInLeg[at] <= 0) break;
    }
    return peer;
  }
}
