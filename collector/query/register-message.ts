// What REGISTER requests and their 2xx say (RFC 3261 §10): address of record, bindings, and what registrars add.
// Takes decoded messages, never throws.

import { splitOutside, trimBlanks } from '../sip/lexical.ts';
import type { SipMessage } from '../sip/message.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import { paramValue } from '../sip/params.ts';
import { readUri, unescapeUri } from '../sip/uri.ts';
import { readVia } from '../sip/via.ts';
import { dropUndefined } from './absent.ts';

export interface RegisterContact {
  /** As written. */
  readonly uri: string;
  /** Equal for URIs that mean the same (RFC 3261 §19.1.4). */
  readonly key: string;
  readonly expires?: number;
  readonly instance?: string;
  readonly regId?: string;
  readonly publicGruu?: string;
  readonly temporaryGruu?: string;
}

export interface RegisterWords {
  readonly aor: string;
  readonly aorKey: string;
  readonly contacts: readonly RegisterContact[];
  /** `Contact: *` removes all bindings (RFC 3261 §10.2.2). */
  readonly isAll: boolean;
  /** The Expires header, in seconds. */
  readonly expires?: number;
  readonly userAgent: string;
  /** Sent-by of the phone's own Via, the last one, and where its first hop saw it: `received` and `rport`. */
  readonly sentBy: string;
  readonly received: string;
  /** Via values: 1 when it comes from the phone itself. */
  readonly hops: number;
  readonly path: readonly string[];
  readonly serviceRoutes: readonly string[];
  readonly associatedUris: readonly string[];
  /** From, when it is not To. */
  readonly thirdParty?: string;
}

/** Values of one list that are kept. */
const MAX_VALUES = 32;

export function readRegister(message: SipMessage): RegisterWords {
  const to = readNameAddr(message.header('To') ?? '');
  const from = readNameAddr(message.header('From') ?? '');
  const aor = withoutParams(to?.uri ?? '');
  const aorKey = uriKey(aor);
  const isThirdParty = from !== undefined && uriKey(withoutParams(from.uri)) !== aorKey;
  const vias = valuesOf(message, 'Via');
  const via = readVia(vias.at(-1) ?? '');
  const sentBy = hostPort(via.host, via.port);
  const received = paramValue(via.params, 'received') ?? '';
  const rport = paramValue(via.params, 'rport') ?? '';
  return dropUndefined({
    aor,
    aorKey,
    contacts: valuesOf(message, 'Contact').flatMap(readContact),
    isAll: message.header('Contact') === '*',
    expires: seconds(message.header('Expires')),
    userAgent: message.header('User-Agent') ?? '',
    sentBy,
    received: received === '' && rport === '' ? '' : hostPort(received || via.host, Number(rport) || via.port),
    hops: vias.length,
    path: urisOf(message, 'Path'),
    serviceRoutes: urisOf(message, 'Service-Route'),
    associatedUris: urisOf(message, 'P-Associated-URI'),
    thirdParty: isThirdParty ? from.uri : undefined,
  });
}

function valuesOf(message: SipMessage, name: string): string[] {
  return message
    .headerAll(name)
    .flatMap(value => splitOutside(value, ','))
    .filter(value => value !== '' && value !== '*')
    .slice(0, MAX_VALUES);
}

function urisOf(message: SipMessage, name: string): string[] {
  return valuesOf(message, name).map(value => readNameAddr(value)?.uri ?? value);
}

function readContact(value: string): RegisterContact[] {
  const address = readNameAddr(trimBlanks(value));
  if (address === undefined) return [];
  const { uri, params } = address;
  return [
    dropUndefined({
      uri,
      key: uriKey(uri),
      expires: seconds(params.get('expires')),
      instance: params.get('+sip.instance'),
      regId: params.get('reg-id'),
      publicGruu: params.get('pub-gruu'),
      temporaryGruu: params.get('temp-gruu'),
    }),
  ];
}

/** delta-seconds = 1*DIGIT */
function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}

/** An address of record has no parameters and no headers (RFC 3261 §10.3 step 5). */
function withoutParams(uri: string): string {
  const at = uri.indexOf('@');
  const end = uri.slice(at + 1).search(/[;?]/);
  return end === -1 ? uri : uri.slice(0, at + 1 + end);
}

/** Scheme, host and parameter names know no case, the order of parameters means nothing, escapes are what they stand for. */
export function uriKey(text: string): string {
  const uri = readUri(text);
  if (uri.host === '') return uri.scheme === 'tel' ? `tel:${uri.user.replace(/[-.()]/g, '')}` : text;
  const params = uri.params.map(param => `;${param.name}=${param.value ?? ''}`.toLowerCase()).sort();
  return `${uri.scheme}:${unescapeUri(uri.user)}@${hostPort(uri.host.toLowerCase(), uri.port)}${params.join('')}`;
}

function hostPort(host: string, port: number | undefined): string {
  return port === undefined ? host : `${host}:${port}`;
}
