// What each host sent: the first half of the traffic index. Counted by endpoint, one pass over the message table in plain numbers; hosts
// are made only of endpoints that answered something, which few do in a trace of phones.
//
//   message ─▶ source ─▶ sent: Int32Array │ first request │ first final │ finals │ first request │ …     3 words an endpoint

import type { HostFacts } from '../findings/traffic-facts.ts';
import type { CallStore } from '../store/call-store.ts';
import { grownInt32 } from '../store/columns.ts';
import { MessageFlag, REPEATS } from '../store/message-table.ts';
import type { HostNumbers } from './host-numbers.ts';
import { isServerError, ServerErrors } from './server-errors.ts';

/** Words of an endpoint. Rows are kept as row + 1, so that 0 is none. */
const WORDS = 3;
const FIRST_REQUEST = 0;
const FIRST_FINAL = 1;
const FINALS = 2;

/** What the endpoints of one host sent together. */
interface Sent {
  readonly host: number;
  /** Row + 1. */
  firstRequest: number;
  firstFinal: number;
  finals: number;
}

export class TrafficHosts {
  private readonly store: CallStore;
  private readonly hosts: HostNumbers;
  private readonly errors: ServerErrors;
  private sent: Int32Array = new Int32Array(0);
  private next = 0;
  /** Of the messages before `next`. */
  private knownAnswering: readonly Sent[] | undefined = undefined;

  constructor(store: CallStore, hosts: HostNumbers) {
    this.store = store;
    this.hosts = hosts;
    this.errors = new ServerErrors(store, hosts);
  }

  /** Looks at the messages that came since it was called last; repetitions are left out. */
  advance(): void {
    const { messages: m, endpoints } = this.store;
    const { flags, code, source } = m;
    if (endpoints.size * WORDS > this.sent.length) {
      this.sent = grownInt32(this.sent, Math.max(endpoints.size * WORDS, this.sent.length * 2));
    }
    const { sent, errors } = this;
    for (let row = this.next; row < m.count; row++) {
      const bits = flags[row];
      if (bits & REPEATS) continue;
      const at = source[row] * WORDS;
      if (bits & MessageFlag.Request) {
        if (sent[at + FIRST_REQUEST] === 0) sent[at + FIRST_REQUEST] = row + 1;
      } else if (code[row] >= 200) {
        if (sent[at + FINALS]++ === 0) sent[at + FIRST_FINAL] = row + 1;
        if (isServerError(code[row])) errors.note(row);
      }
    }
    this.next = m.count;
    this.knownAnswering = undefined;
  }

  /** Hosts that said they cannot, those first that said it most often. */
  failing(): HostFacts[] {
    const failing = this.errors.hosts();
    if (failing.size === 0) return [];
    return this.answering
      .filter(({ host }) => failing.has(host))
      .map(sent => this.facts(sent))
      .sort((a, b) => b.serverErrors - a.serverErrors);
  }

  /** Those that gave most final responses, at most `limit`; behind them those that only asked, as they came. */
  busiest(limit: number): HostFacts[] {
    const busiest = [...this.answering].sort((a, b) => b.finals - a.finals).slice(0, limit);
    const isTold = new Set(busiest.map(({ host }) => host));
    for (let endpoint = 0; endpoint < this.store.endpoints.size && busiest.length < limit; endpoint++) {
      const firstRequest = this.sent[endpoint * WORDS + FIRST_REQUEST];
      const host = firstRequest === 0 ? -1 : this.hosts.of(endpoint);
      if (host < 0 || isTold.has(host)) continue;
      busiest.push({ host, firstRequest, firstFinal: 0, finals: 0 });
      isTold.add(host);
    }
    return busiest.map(sent => this.facts(sent));
  }

  /** Hosts that gave final responses, in the order of their first endpoints. */
  private get answering(): readonly Sent[] {
    this.knownAnswering ??= this.joinAnswering();
    return this.knownAnswering;
  }

  private joinAnswering(): Sent[] {
    const { sent, hosts } = this;
    const { size } = this.store.endpoints;
    const byHost = new Map<number, Sent>();
    for (let endpoint = 0; endpoint < size; endpoint++) {
      if (sent[endpoint * WORDS + FINALS] === 0) continue;
      const host = hosts.of(endpoint);
      if (!byHost.has(host)) byHost.set(host, { host, firstRequest: 0, firstFinal: 0, finals: 0 });
    }
    // Other endpoints of these hosts belong to them, too; whoever never answered stays without a number.
    for (let endpoint = 0; endpoint < size; endpoint++) {
      const one = byHost.get(hosts.peek(endpoint));
      if (one === undefined) continue;
      const at = endpoint * WORDS;
      one.firstRequest = earlier(one.firstRequest, sent[at + FIRST_REQUEST]);
      one.firstFinal = earlier(one.firstFinal, sent[at + FIRST_FINAL]);
      one.finals += sent[at + FINALS];
    }
    return [...byHost.values()];
  }

  private facts({ host, firstRequest, firstFinal, finals }: Sent): HostFacts {
    return {
      address: this.hosts.addressOf(host),
      firstRequest: this.messageOf(firstRequest),
      firstFinal: this.messageOf(firstFinal),
      finals,
      ...this.errors.factsOf(host),
    };
  }

  /** `kept`: row + 1. */
  private messageOf(kept: number): number {
    return kept === 0 ? -1 : this.store.numberOf(kept - 1);
  }
}

/** Of two rows + 1, of which 0 is none. */
function earlier(one: number, other: number): number {
  return one === 0 || (other > 0 && other < one) ? other : one;
}
