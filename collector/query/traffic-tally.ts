// Counts what goes one way between two hosts, or what one host is asked, transaction by transaction.

import type { HostTraffic } from '../model/host-map.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { Samples } from './percentiles.ts';

export class TrafficTally {
  transactions = 0;
  private unanswered = 0;
  private retransmissions = 0;
  private startTime: Micros = Number.POSITIVE_INFINITY;
  private endTime: Micros = 0;
  /** By id of the method, by code. */
  private readonly methods = new Map<number, number>();
  private readonly codes = new Map<number, number>();
  private readonly transports = new Set<number>();
  private readonly response = new Samples();

  /** `row`: of the transaction; `opening`: of its first message. */
  add({ transactions: t, messages: m }: CallStore, row: number, opening: number): void {
    this.transactions++;
    count(this.methods, t.method(row));
    this.transports.add(m.transport[opening]);
    this.retransmissions += t.retransmissions[row];
    this.startTime = Math.min(this.startTime, m.time[opening]);
    this.endTime = Math.max(this.endTime, m.time[t.lastMessage[row]]);
    const code = t.finalCode[row];
    if (code !== 0) count(this.codes, code);
    else if ((t.flags[row] & TransactionFlag.Expired) !== 0) this.unanswered++;
    const first = firstOf(t.provisional[row], t.final[row]);
    // Agents' clocks may say that the answer came before the question.
    if (first >= 0 && t.request[row] >= 0 && m.time[first] >= m.time[opening])
      this.response.add((m.time[first] - m.time[opening]) / 1000);
  }

  told({ methods }: CallStore): HostTraffic {
    return {
      transactions: this.transactions,
      methods: recordOf(this.methods, id => methods.name(id)),
      codes: recordOf(this.codes, String),
      unanswered: this.unanswered,
      retransmissions: this.retransmissions,
      response: this.response.percentiles(),
      transports: Array.from(this.transports, id => TRANSPORT_NAMES[id]).sort(),
      startTime: this.transactions === 0 ? 0 : this.startTime,
      endTime: this.endTime,
    };
  }
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The earlier row of two of which either may be missing. */
function firstOf(a: number, b: number): number {
  if (a < 0) return b;
  return b < 0 ? a : Math.min(a, b);
}

/** Most first. A hostile capture may invent methods; `MethodIds` bounds them. */
function recordOf(counts: ReadonlyMap<number, number>, name: (key: number) => string): Record<string, number> {
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([key, n]) => [name(key), n]));
}
