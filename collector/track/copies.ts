// Finds the message of which another capture point shows a copy (SEMANTICS §1, Duplicate).
//
// Copies of two points are told by their order, not by their bytes or times: an agent (HEP) knows no IP id, a router between the
// points lowers the TTL, and clocks differ. Of one message that its sender sent three times, in the order of the capture:
//
//   point A    1 ──────── 2 ──────────────────── 3
//   point B          1 ─────────── 2 ─────────────── 3        the k-th from B is a copy of the k-th that others showed
//   shown      1 ──────── 2 ──────────────────── 3
//
// Part of `tracker.ts`'s hot path is `note`, one comparison while a capture has one point; `originalOf` runs for repetitions
// seen at several points only.

import { DUPLICATE_MICROS, Transport } from '../model/packet.ts';
import type { CapturePoints } from '../model/points.ts';
import type { EndpointTable } from '../store/endpoint-table.ts';
import type { MessageTable } from '../store/message-table.ts';

/** Clocks of capture points may differ by so much. */
const SKEW_MICROS = 10_000_000;
/** Messages of a transaction that are looked back at: more come only from forged traffic, one a sender. */
export const LOOK_BACK = 256;

export class CopyFinder {
  /** Messages of more than one point were seen. */
  several = false;
  private readonly messages: MessageTable;
  private readonly endpoints: EndpointTable;
  private readonly points: CapturePoints | undefined;
  private first = -1;

  /** `points` knows which of them cannot have seen the same: without it, all may. */
  constructor(messages: MessageTable, endpoints: EndpointTable, points?: CapturePoints) {
    this.messages = messages;
    this.endpoints = endpoints;
    this.points = points;
  }

  /** A message was captured at `point`. */
  note(point: number): void {
    if (point === this.first) return;
    if (this.first < 0) this.first = point;
    else this.several = true;
  }

  /** The row of which `row` is one more capture, or -1. */
  originalOf(row: number): number {
    const m = this.messages;
    const point = m.point[row];
    // The newest message that this point has shown already: copies come in order, so only later ones are left.
    let known = -1;
    let original = -1;
    let steps = 0;
    for (
      let at = m.previousInTransaction[row];
      at > known && steps < LOOK_BACK;
      at = m.previousInTransaction[at], steps++
    ) {
      if (!m.saysTheSame(at, row) || !this.goesTheSameWay(at, row)) continue;
      if (m.point[at] === point) {
        if (this.isSameFrame(at, row)) return m.original(at);
        if (known < 0) known = m.original(at);
      } else if (m.original(at) === at && this.maySeeTheSame(at, row)) {
        original = at;
      }
    }
    return original;
  }

  /** An agent that is part of a server knows the port it listens to, and not the one that its connection was made from. */
  private goesTheSameWay(before: number, row: number): boolean {
    const m = this.messages;
    if (m.source[before] === m.source[row] && m.destination[before] === m.destination[row]) return true;
    if (m.point[before] === m.point[row] || m.transport[before] === Transport.Udp) return false;
    return (
      this.endpoints.isSameAddress(m.source[before], m.source[row]) &&
      this.endpoints.isSameAddress(m.destination[before], m.destination[row])
    );
  }

  /** Of two files that were written one after the other only the very same frame is a copy: the rest is sent again. */
  private maySeeTheSame(before: number, row: number): boolean {
    const m = this.messages;
    if (Math.abs(m.time[row] - m.time[before]) > SKEW_MICROS) return false;
    return this.points?.precedes(m.point[before], m.point[row]) !== true || this.isSameFrame(before, row);
  }

  /** Whether two rows of one point are the same frame. */
  isSameFrame(before: number, row: number): boolean {
    const m = this.messages;
    return (
      m.fingerprint[before] === m.fingerprint[row] &&
      m.length[before] === m.length[row] &&
      m.time[row] - m.time[before] <= DUPLICATE_MICROS
    );
  }
}
