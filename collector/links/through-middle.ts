// What ties the two legs of a host in the middle when no header says so: SDP that it let through, and the called number and the time.
// Looked for only where there is such a host, and then from the beginning of the capture on, for its first legs lie before it was found.

import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { LinkMarks } from '../store/link-marks.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { CarriedSdp } from './carried-sdp.ts';
import type { FoundLink } from './found-link.ts';
import { MiddleHosts } from './middle-hosts.ts';
import { NumberAndTime } from './number-and-time.ts';
import { SdpValues } from './sdp-values.ts';

/** Hardly anybody else would have made the same; a port is used again. */
const ORIGIN = 90;
const MEDIA = 85;

export class ThroughMiddle {
  private readonly store: CallStore;
  private readonly hosts: MiddleHosts;
  private readonly origins: CarriedSdp;
  private readonly media: CarriedSdp;
  private readonly numbers: NumberAndTime;
  /** Marks that were asked whether there is a host in the middle. */
  private marksAsked = 0;
  /** Marks and legs that were compared with others. */
  private marksTaken = 0;
  private legsTaken = 0;

  constructor(store: CallStore, bytes: MessageBytes) {
    this.store = store;
    this.hosts = new MiddleHosts(store);
    this.numbers = new NumberAndTime(store);
    const sdp = new SdpValues(bytes);
    this.origins = new CarriedSdp(store, {
      reason: 'sdp-origin',
      score: ORIGIN,
      hashOf: (marks, mark) => marks.origin[mark],
      valueOf: row => sdp.origin(row),
    });
    this.media = new CarriedSdp(store, {
      reason: 'media-address',
      score: MEDIA,
      hashOf: (marks, mark) => marks.media[mark],
      valueOf: row => sdp.media(row),
    });
  }

  /** Candidates that a limit refused. */
  get refused(): number {
    return this.origins.refused + this.media.refused + this.numbers.refused;
  }

  /** A leg that is new: only looked at for a host in the middle. */
  onLeg(leg: Leg): void {
    this.hosts.onLeg(leg);
  }

  /** Compares the marks and legs that are new, once there is a host in the middle. True when they may tie two legs. */
  take(): boolean {
    this.askMarks();
    if (!this.hosts.isAny) return false;
    const { linkMarks, legs } = this.store;
    this.origins.reserve(linkMarks.count - this.marksTaken);
    this.media.reserve(linkMarks.count - this.marksTaken);
    this.numbers.reserve(legs.length - this.legsTaken);
    let isFound = false;
    for (; this.marksTaken < linkMarks.count; this.marksTaken++) {
      if (!hasSdp(linkMarks, this.marksTaken)) continue;
      if (this.origins.add(this.marksTaken)) isFound = true;
      if (this.media.add(this.marksTaken)) isFound = true;
    }
    for (; this.legsTaken < legs.length; this.legsTaken++) {
      if (this.numbers.onLeg(legs[this.legsTaken])) isFound = true;
    }
    return isFound;
  }

  *links(): Generator<FoundLink> {
    yield* this.origins.links();
    yield* this.media.links();
    yield* this.numbers.links();
  }

  private askMarks(): void {
    const { hosts } = this;
    const { linkMarks, legs, messages } = this.store;
    for (; this.marksAsked < linkMarks.count && !hosts.isAny; this.marksAsked++) {
      if (hasSdp(linkMarks, this.marksAsked)) hosts.onSdp(legs[messages.leg[linkMarks.row[this.marksAsked]]]);
    }
  }
}

function hasSdp({ origin, media }: LinkMarks, mark: number): boolean {
  return origin[mark] !== 0 || media[mark] !== 0;
}
