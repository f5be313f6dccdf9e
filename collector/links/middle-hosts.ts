// Whether any host stands in the middle of calls: calls went to it, and later ones came from it, as at a B2BUA, an SBC or a PBX.
// SDP that was let through and calls to the same number tie legs only behind such a host, so a capture without one – phones, proxies,
// gateways – costs one look-up a leg instead of tables of all that SDP and all those numbers.
//
//   phone ──▶ proxy ──▶ gateway     one leg: nobody in the middle          phone ──▶ B2BUA    B2BUA ──▶ gateway     two legs
//
// May say yes too often (hosts are told apart by hash), never no.

import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { Kind } from '../track/states.ts';

export class MiddleHosts {
  /** There is one. Stays so. */
  isAny = false;
  private readonly store: CallStore;
  /** Hashes of hosts that legs went to; forgotten when the answer is known. */
  private readonly reached = new Set<number>();

  constructor(store: CallStore) {
    this.store = store;
  }

  /** A leg that is new; legs come in order, for the one that was caused is the later one. */
  onLeg(leg: Leg): void {
    // A proxy that registers, or asks phones whether they are there, passes no call on by that.
    if (this.isAny || leg.kind === Kind.Registration || leg.kind === Kind.Options) return;
    const { endpoints } = this.store;
    if (this.reached.has(endpoints.addressHash(leg.source))) this.find();
    else this.reached.add(endpoints.addressHash(leg.destination));
  }

  /** A leg whose SDP is worth comparing. One that began as something else than a call was not looked at in its turn. */
  onSdp(leg: Leg): void {
    if (leg.kind === Kind.Registration || leg.kind === Kind.Options) this.find();
  }

  private find(): void {
    this.isAny = true;
    this.reached.clear();
  }
}
