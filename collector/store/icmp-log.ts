// ICMP errors that quote a SIP message (SEMANTICS §9): events of its leg, no messages. Bounded a leg and in all; what is beyond is counted.

import { DUPLICATE_MICROS } from '../model/packet.ts';

/** A host said that it could not deliver a message. */
export interface IcmpEvent {
  /** µs since the epoch. */
  readonly time: number;
  /** IP address of who says so, IPv6 without brackets. */
  readonly reporter: string;
  /** Who sent what is quoted, and to whom: ids of EndpointTable. */
  readonly source: number;
  readonly destination: number;
  /** `port unreachable`. */
  readonly words: string;
  /** Row of the message that is quoted, -1 when it was not captured. */
  readonly message: number;
}

const EVENTS_A_LEG = 100;
const EVENTS = 100_000;

export class IcmpLog {
  /** Events that a limit refused. */
  refused = 0;
  private kept = 0;
  private readonly byLeg = new Map<number, IcmpEvent[]>();

  /** Whether one more of a leg (its index) is kept; else it is counted as refused. */
  hasRoom(leg: number): boolean {
    if (this.kept < EVENTS && (this.byLeg.get(leg)?.length ?? 0) < EVENTS_A_LEG) return true;
    this.refused++;
    return false;
  }

  /** Only when there is room. */
  add(leg: number, event: IcmpEvent): void {
    const events = this.byLeg.get(leg);
    const last = events?.at(-1);
    if (last !== undefined && isCopy(last, event)) return;
    this.kept++;
    if (events === undefined) this.byLeg.set(leg, [event]);
    else events.push(event);
  }

  get isEmpty(): boolean {
    return this.kept === 0;
  }

  of(leg: number): readonly IcmpEvent[] {
    return this.byLeg.get(leg) ?? [];
  }
}

function isCopy(before: IcmpEvent, after: IcmpEvent): boolean {
  return (
    Math.abs(after.time - before.time) <= DUPLICATE_MICROS &&
    after.words === before.words &&
    after.reporter === before.reporter &&
    after.message === before.message
  );
}
