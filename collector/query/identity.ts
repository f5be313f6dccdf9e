// Identity and routing of a leg in short: what the headers of its first requests, at every hop, and of their first answers say.

import type {
  AssertedIdentity,
  Attestation,
  Diversion,
  IdentityHeader,
  IdentitySide,
  LegIdentity,
} from '../model/identity.ts';
import { readHeaderValue } from '../sip/header-readers.ts';
import { splitOutside } from '../sip/lexical.ts';
import { readMessage, type SipMessage } from '../sip/message.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import { paramValue, readParams } from '../sip/params.ts';
import { readUri, unescapeUri } from '../sip/uri.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { rowsOf } from './leg-rows.ts';

/** Messages of a leg that are read: its first requests at their hops, and the first answers. */
const MAX_MESSAGES = 24;
const MAX_ROWS = 500;
const MAX_VALUES = 64;

const ASSERTED = [
  'P-Asserted-Identity',
  'P-Preferred-Identity',
  'Remote-Party-ID',
  'P-Served-User',
  'P-Called-Party-ID',
];
const OTHERS = [
  'P-Access-Network-Info',
  'Cellular-Network-Info',
  'P-Visited-Network-ID',
  'P-Charging-Function-Addresses',
  'P-Associated-URI',
  'P-Asserted-Service',
  'P-Preferred-Service',
  'P-Early-Media',
  'Geolocation',
  'Resource-Priority',
  'Feature-Caps',
  'Path',
  'Service-Route',
  'User-to-User',
  'Reason',
];

export function identityOf(store: CallStore, bytes: MessageBytes, leg: Leg): LegIdentity {
  const reading = new IdentityReading();
  for (const row of firstRows(store, leg)) {
    const message = bytes.readIfKept(row);
    if (message === undefined) continue;
    reading.see(readMessage(message), store.numberOf(row), store.messages.isRequest(row) ? 'caller' : 'callee');
  }
  return reading.result();
}

/** Requests without To tag and the answers to them, each code and hop once. */
function* firstRows(store: CallStore, leg: Leg): Generator<number> {
  const m = store.messages;
  const { toTag } = store.transactions;
  const seen = new Set<string>();
  let looked = 0;
  for (const row of rowsOf(store, leg)) {
    if (++looked > MAX_ROWS || seen.size === MAX_MESSAGES) return;
    if (m.repeated(row) >= 0 || toTag[m.transaction[row]] !== 0 || store.methods.name(m.cseqMethod[row]) === 'ACK')
      continue;
    if (!m.isRequest(row) && m.code[row] === 100) continue;
    const kind = `${m.isRequest(row)} ${m.code[row]} ${m.source[row]} ${m.destination[row]}`;
    if (seen.has(kind)) continue;
    seen.add(kind);
    yield row;
  }
}

class IdentityReading {
  private requestUri = '';
  private readonly asserted = new Map<string, AssertedIdentity>();
  private readonly privacy = new Set<string>();
  private readonly diversions = new Map<string, Diversion>();
  private charging: LegIdentity['charging'] = undefined;
  private sessionId: LegIdentity['sessionId'] = undefined;
  private readonly attestations = new Map<string, Attestation>();
  private route: readonly string[] = [];
  private recordRoute: readonly string[] = [];
  private readonly others = new Map<string, IdentityHeader>();

  see(message: SipMessage, index: number, by: IdentitySide): void {
    if (this.requestUri === '' && message.request !== undefined) {
      this.requestUri = message.request.uri;
      this.route = urisOf(message, 'Route');
    }
    if (this.recordRoute.length === 0) this.recordRoute = urisOf(message, 'Record-Route');
    for (const header of ASSERTED) this.takeAsserted(message, header, index, by);
    for (const value of valuesOf(message, 'Privacy', ';')) this.privacy.add(value);
    this.takeDiversions(message, index);
    this.takeCharging(message, index);
    this.takeSessionId(message, index);
    for (const value of valuesOf(message, 'Identity')) this.takeAttestation(value, index);
    for (const header of OTHERS) {
      for (const value of message.headerAll(header).slice(0, MAX_VALUES)) {
        const key = `${header} ${by} ${value}`;
        if (!this.others.has(key) && this.others.size < MAX_VALUES)
          this.others.set(key, { header, by, value, message: index });
      }
    }
  }

  result(): LegIdentity {
    return {
      requestUri: this.requestUri,
      asserted: [...this.asserted.values()],
      privacy: [...this.privacy],
      diversions: [...this.diversions.values()],
      ...(this.charging === undefined ? {} : { charging: this.charging }),
      ...(this.sessionId === undefined ? {} : { sessionId: this.sessionId }),
      attestations: [...this.attestations.values()],
      route: this.route,
      recordRoute: this.recordRoute,
      others: [...this.others.values()],
    };
  }

  private takeAsserted(message: SipMessage, header: string, index: number, by: IdentitySide): void {
    for (const value of valuesOf(message, header)) {
      const address = readNameAddr(value);
      if (address === undefined) continue;
      const { uri, displayName } = address;
      const key = `${header} ${by} ${uri}`;
      if (!this.asserted.has(key)) this.asserted.set(key, { header, by, uri, displayName, message: index });
    }
  }

  /** Diversion stands newest first (RFC 5806 §6), History-Info oldest first (RFC 7044 §10). */
  private takeDiversions(message: SipMessage, index: number): void {
    for (const value of valuesOf(message, 'Diversion').reverse()) {
      const address = readNameAddr(value);
      if (address === undefined) continue;
      const { uri, params } = address;
      this.note({
        header: 'Diversion',
        uri,
        reason: params.get('reason') ?? '',
        index: '',
        counter: params.get('counter') ?? '',
        message: index,
      });
    }
    for (const value of valuesOf(message, 'History-Info')) {
      const address = readNameAddr(value);
      if (address === undefined) continue;
      const uri = readUri(address.uri);
      const reason = paramValue(uri.headers, 'reason');
      this.note({
        header: 'History-Info',
        uri: address.uri.split('?', 1)[0],
        // cause of RFC 4458 in the URI, else that of the Reason inside it.
        reason: paramValue(uri.params, 'cause') ?? causeOf(reason),
        index: address.params.get('index') ?? '',
        counter: '',
        message: index,
      });
    }
  }

  private note(step: Diversion): void {
    const key = `${step.header} ${step.index} ${step.uri}`;
    if (!this.diversions.has(key) && this.diversions.size < MAX_VALUES) this.diversions.set(key, step);
  }

  private takeCharging(message: SipMessage, index: number): void {
    const value = message.header('P-Charging-Vector');
    if (value === undefined) return;
    const params = readParams(value, 'loose').list;
    const before = this.charging;
    const of = (name: string, known: string | undefined): string => known || (paramValue(params, name) ?? '');
    // The terminating network adds its part on the way back.
    this.charging = {
      icid: of('icid-value', before?.icid),
      generatedAt: of('icid-generated-at', before?.generatedAt),
      origIoi: of('orig-ioi', before?.origIoi),
      termIoi: of('term-ioi', before?.termIoi),
      message: before?.message ?? index,
    };
  }

  private takeSessionId(message: SipMessage, index: number): void {
    const [local = '', ...params] = splitOutside(message.header('Session-ID') ?? '', ';');
    if (local === '' || (this.sessionId !== undefined && !isNil(this.sessionId.remote))) return;
    this.sessionId = { local, remote: paramValue(readParams(params.join(';')).list, 'remote') ?? '', message: index };
  }

  private takeAttestation(value: string, index: number): void {
    if (this.attestations.has(value) || this.attestations.size === MAX_VALUES) return;
    const parts = new Map(readHeaderValue('Identity', value).parts.map(part => [part.name, part.value]));
    const part = (name: string): string => parts.get(name) ?? '';
    this.attestations.set(value, {
      attest: part('payload attest'),
      orig: part('payload orig'),
      dest: part('payload dest'),
      issuedAt: part('payload iat'),
      origid: part('payload origid'),
      ppt: part('header ppt') || part('ppt'),
      info: part('info').replace(/^<|>$/g, ''),
      message: index,
    });
  }
}

/** A remote half of zeros is not known yet (RFC 7989 §5). */
function isNil(uuid: string): boolean {
  return /^0*$/.test(uuid);
}

function causeOf(reason: string | undefined): string {
  return /cause=(\d{1,3})/i.exec(unescapeUri(reason ?? ''))?.[1] ?? '';
}

function valuesOf(message: SipMessage, header: string, separator = ','): string[] {
  return message
    .headerAll(header)
    .flatMap(value => splitOutside(value, separator))
    .filter(value => value !== '')
    .slice(0, MAX_VALUES);
}

function urisOf(message: SipMessage, header: string): string[] {
  return valuesOf(message, header).map(value => readNameAddr(value)?.uri ?? value);
}
