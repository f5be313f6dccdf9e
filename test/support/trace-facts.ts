// Facts of a trace, by hand: nothing wrong anywhere. A case says what is different.

import type { PassedOn } from '../../collector/findings/passed-on.ts';
import { boundSeconds } from '../../collector/findings/registered-contacts.ts';
import type { RegisterTry, RegistrationFacts } from '../../collector/findings/registration-facts.ts';
import type { SourceFacts } from '../../collector/findings/source-facts.ts';
import type { TraceFacts } from '../../collector/findings/trace-facts.ts';
import type {
  CopyFacts,
  HostFacts,
  PairFacts,
  PointFacts,
  ProbeFacts,
  TrafficFacts,
} from '../../collector/findings/traffic-facts.ts';
import { readMessage } from '../../collector/sip/message.ts';

export const EPOCH = 1_767_225_600_000_000;

/** Seconds after the start of the capture as a point in time. */
export function second(seconds: number): number {
  return EPOCH + seconds * 1_000_000;
}

export interface TraceCase {
  /** `hosts` are those that fail, and the busiest ones, as far as they are. */
  readonly traffic?: Partial<TrafficFacts> & { readonly hosts?: readonly HostFacts[] };
  readonly sources?: readonly SourceFacts[];
  readonly registrations?: readonly RegistrationFacts[];
  readonly passedOn?: readonly PassedOn[];
  readonly framesLost?: number;
  /** Header lines by message number; the start line does not matter. */
  readonly headers?: Readonly<Record<number, string>>;
  readonly times?: Readonly<Record<number, number>>;
}

export function traceFacts(what: TraceCase = {}): TraceFacts {
  const { headers = {}, times = {} } = what;
  return {
    capture: { start: EPOCH, end: second(3600), seesResponses: true },
    requests: new Map(),
    responses: new Map(),
    framesLost: what.framesLost ?? 0,
    passedOn: () => what.passedOn ?? [],
    traffic: () => ({
      failing: what.traffic?.hosts ?? [],
      busiest: limit => [...(what.traffic?.hosts ?? [])].sort((a, b) => b.finals - a.finals).slice(0, limit),
      pairs: [],
      pairOf: (source, destination) =>
        what.traffic?.pairs?.find(one => one.source === source && one.destination === destination),
      points: [],
      copies: [],
      messages: 100,
      requests: 50,
      responses: 50,
      truncated: 0,
      firstTruncated: -1,
      holes: 0,
      firstHole: -1,
      keepAlives: 0,
      refused: 0,
      ...what.traffic,
    }),
    sources: limit =>
      [...(what.sources ?? [])].sort((a, b) => b.refused + b.unanswered - a.refused - a.unanswered).slice(0, limit),
    registrations: () => what.registrations ?? [],
    header: (message, name) =>
      headers[message] === undefined ? undefined : messageOf('OPTIONS sip:a SIP/2.0', headers[message]).header(name),
    mentions: (message, words) => words.test(headers[message] ?? ''),
    timeOf: message => times[message] ?? EPOCH,
    legs: () => [],
    open: () => undefined,
  };
}

function messageOf(startLine: string, headers: string) {
  return readMessage(Buffer.from([startLine, ...headers.split('\n'), '', ''].join('\r\n')));
}

export function host(address: string, what: Partial<HostFacts> = {}): HostFacts {
  return {
    address,
    firstRequest: -1,
    firstFinal: -1,
    finals: 0,
    serverErrors: 0,
    worstMinute: { start: EPOCH, finals: 0, serverErrors: 0, messages: [] },
    first503: -1,
    count503: 0,
    ...what,
  };
}

export function pair(source: string, destination: string, what: Partial<PairFacts> = {}): PairFacts {
  return {
    source,
    destination,
    requests: 10,
    acks: 3,
    responses: 10,
    orphanResponses: 0,
    firstRequest: 0,
    firstResponse: 1,
    lastTime: second(3600),
    longestQuiet: 0,
    probes: () => [],
    ...what,
  };
}

/** OPTIONS every 30 s, one a letter: `a` answered by 200, `n` answered by 404, `-` not answered, `?` not yet. */
export function probes(pattern: string): ProbeFacts[] {
  return [...pattern].map((letter, i) => ({
    message: 100 + i,
    time: second(i * 30),
    finalCode: letter === 'a' ? 200 : letter === 'n' ? 404 : 0,
    timerExpired: letter === '-',
  }));
}

export function point(name: string, what: Partial<PointFacts> = {}): PointFacts {
  return {
    name,
    messages: 100,
    ownDuplicates: 0,
    firstOwnDuplicates: [],
    foreignTimes: 0,
    lagMin: 0,
    lagMax: 0,
    firstForeign: -1,
    ...what,
  };
}

export function copies(lateMin: number, lateMax: number, count = 20): CopyFacts {
  return { first: 'eth0', second: 'agent 7', copies: count, lateMin, lateMax, example: [4, 5] };
}

export function source(address: string, what: Partial<SourceFacts> = {}): SourceFacts {
  return {
    address,
    legs: 10,
    refused: 0,
    accepted: 0,
    unanswered: 0,
    asksOnly: false,
    targets: 0,
    mostAboutOne: 0,
    oneTarget: '',
    firstTime: EPOCH,
    lastTime: second(60),
    messages: [],
    firstRequest: 0,
    ...what,
  };
}

/** `at` seconds, REGISTER number 2·n, its final response 2·n + 1; headers of both. */
export interface TryCase {
  readonly at: number;
  readonly code: number;
  readonly source?: string;
  readonly contact?: string;
  readonly request?: string;
  readonly response?: string;
  readonly expired?: boolean;
  readonly transport?: string;
}

export interface RegistrationCase {
  readonly captureEnd?: number;
  readonly registrarHeard?: number;
  readonly hasLosses?: boolean;
}

export function registration(tries: readonly TryCase[], what: RegistrationCase = {}): RegistrationFacts {
  const captureEnd = what.captureEnd ?? 7200;
  const texts = tries.flatMap(one => {
    const contact = one.contact ?? '<sip:alice@10.0.0.1>';
    const request = one.request ?? `Contact: ${contact}\nExpires: 600`;
    return [request, one.response ?? `Contact: ${contact};expires=600`];
  });
  const read = (message: number) => messageOf('REGISTER sip:example.com SIP/2.0', texts[message]);
  return {
    aor: 'sip:alice@example.com',
    tries: tries.map((one, i) => tryOf(one, i)),
    triesCut: 0,
    captureEnd: second(captureEnd),
    registrarHeard: second(what.registrarHeard ?? captureEnd),
    hasLosses: () => what.hasLosses ?? false,
    grantedTo: ({ request, final }) => boundSeconds(read(request), read(final)),
    read,
  };
}

function tryOf(one: TryCase, i: number): RegisterTry {
  const time = second(one.at);
  return {
    leg: 7,
    callId: 'registration-1',
    time,
    request: 2 * i,
    final: one.code === 0 ? -1 : 2 * i + 1,
    finalCode: one.code,
    finalTime: one.code === 0 ? time : time + 10_000,
    source: one.source ?? '10.0.0.1:5060',
    destination: '10.0.0.2:5060',
    transport: one.transport ?? 'UDP',
    timerExpired: one.expired ?? one.code === 0,
  };
}
