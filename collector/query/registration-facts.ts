// The registrations of a capture by address of record (`findings/registration-facts.ts`). Which legs belong to one is kept, and grows
// with the capture; tries are read out of columns when somebody asks, messages when a rule does.

import { boundSeconds } from '../findings/registered-contacts.ts';
import type { RegisterTry, RegistrationFacts } from '../findings/registration-facts.ts';
import { LEG_KINDS } from '../model/leg.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import { Method } from '../model/sip.ts';
import { readMessage, type SipMessage } from '../sip/message.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { callIdText } from './summary.ts';

const REGISTRATION = LEG_KINDS.indexOf('registration');
const RECORDS = 1_000_000;
const TRIES = 500;
/** Transactions of a leg that are looked at, newest first: a try is seen on each of its hops. */
const TRANSACTIONS = 2000;

export class RegistrationIndex {
  /** Addresses of record that the limit refused. */
  refused = 0;
  private readonly store: CallStore;
  private readonly bytes: MessageBytes;
  private readonly limit: number;
  private readonly legsByRecord = new Map<string, Leg[]>();
  /** Seconds by number of the 2xx: a live capture is asked again and again. */
  private readonly granted = new Map<number, number>();
  private next = 0;

  constructor(store: CallStore, bytes: MessageBytes, limit = RECORDS) {
    this.store = store;
    this.bytes = bytes;
    this.limit = limit;
  }

  /** `clock` is the capture's; `heardOf` tells when an IP address sent something last. */
  *facts(clock: number, heardOf: (address: string) => number): Generator<RegistrationFacts> {
    this.advance();
    for (const [aor, legs] of this.legsByRecord) yield this.registration(aor, legs, clock, heardOf);
  }

  /** Takes in the legs that came since it was called last. */
  advance(): void {
    const { legs } = this.store;
    for (; this.next < legs.length; this.next++) {
      const leg = legs[this.next];
      if (leg.kind !== REGISTRATION) continue;
      const aor = readNameAddr(this.store.to(leg))?.uri ?? '';
      const known = this.legsByRecord.get(aor);
      if (known !== undefined) known.push(leg);
      else if (this.legsByRecord.size < this.limit) this.legsByRecord.set(aor, [leg]);
      else this.refused++;
    }
  }

  private registration(
    aor: string,
    legs: readonly Leg[],
    clock: number,
    heardOf: (address: string) => number,
  ): RegistrationFacts {
    const { store } = this;
    const all = legs.flatMap(leg => triesOf(store, leg)).sort((a, b) => a.time - b.time);
    const tries = all.slice(-TRIES);
    const registrar = tries.at(-1)?.destination ?? '';
    return {
      aor,
      tries,
      triesCut: all.length - tries.length,
      captureEnd: clock,
      registrarHeard: heardOf(registrar.slice(0, registrar.lastIndexOf(':')).replace(/^\[|\]$/g, '')),
      hasLosses: (from, to) => store.losses.touches(from, to),
      grantedTo: one => this.grantedTo(one),
      read: message => this.read(message),
    };
  }

  private grantedTo({ request, final }: RegisterTry): number {
    const known = this.granted.get(final);
    if (known !== undefined) return known;
    const seconds = boundSeconds(request < 0 ? undefined : this.read(request), this.read(final));
    if (this.granted.size < this.limit) this.granted.set(final, seconds);
    return seconds;
  }

  private read(message: number): SipMessage {
    return readMessage(this.bytes.read(this.store.indexOf(message, this.store.messages.count)));
  }
}

/** One a CSeq number, on the hop nearest to the phone. */
function triesOf(store: CallStore, leg: Leg): RegisterTry[] {
  const { transactions: t } = store;
  const byCseq = new Map<number, number>();
  let steps = 0;
  for (let row = leg.lastTransaction; row >= 0 && steps < TRANSACTIONS; row = t.older(row), steps++) {
    if (t.method(row) !== Method.Register) continue;
    const known = byCseq.get(t.cseqNumber(row));
    if (known === undefined || t.viaCount[row] < t.viaCount[known]) byCseq.set(t.cseqNumber(row), row);
  }
  return [...byCseq.values()].map(row => tryOf(store, leg, row));
}

function tryOf(store: CallStore, leg: Leg, row: number): RegisterTry {
  const { transactions: t, messages: m, endpoints } = store;
  const request = t.request[row];
  const final = t.final[row];
  const first = request >= 0 ? request : t.lastMessage[row];
  const turned = !m.isRequest(first);
  return {
    leg: store.numberOf(leg.index),
    callId: callIdText(store, leg),
    time: m.time[first],
    request: request < 0 ? -1 : store.numberOf(request),
    final: final < 0 ? -1 : store.numberOf(final),
    finalCode: t.finalCode[row],
    finalTime: final < 0 ? m.time[first] : m.time[final],
    source: endpoints.text(turned ? m.destination[first] : m.source[first]),
    destination: endpoints.text(turned ? m.source[first] : m.destination[first]),
    transport: TRANSPORT_NAMES[m.transport[first]],
    timerExpired: (t.flags[row] & TransactionFlag.Expired) !== 0,
  };
}
