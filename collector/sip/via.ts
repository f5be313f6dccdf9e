// One Via value: which way a request came, and where its response goes (RFC 3261 §18, §20.42).
// Takes one value of the comma list, gives its pieces and what is wrong with it; never throws.

import { isAddress, readHostPort } from './host.ts';
import { excerpt, isDigits, isToken, trimBlanks } from './lexical.ts';
import { type Param, paramValue, readParams } from './params.ts';

export interface Via {
  /** `SIP` in what is SIP. */
  readonly protocol: string;
  readonly version: string;
  /** As written: `UDP`, `tls` … */
  readonly transport: string;
  /** sent-by. */
  readonly host: string;
  readonly port: number | undefined;
  /** '' when there is none. */
  readonly branch: string;
  readonly params: readonly Param[];
  readonly problems: readonly string[];
}

/** What every branch of RFC 3261 begins with; without it the rules of RFC 2543 hold (§8.1.1.7, §17.2.3). */
export const MAGIC_COOKIE = 'z9hG4bK';

/**
 * via-parm = sent-protocol LWS sent-by *( SEMI via-params )
 * sent-protocol = protocol-name SLASH protocol-version SLASH transport
 * via-params = via-ttl / via-maddr / via-received / via-branch / response-port (RFC 3581) / via-extension
 */
export function readVia(value: string): Via {
  const text = trimBlanks(value);
  const semicolon = text.indexOf(';');
  const before = trimBlanks(semicolon === -1 ? text : text.slice(0, semicolon));
  const problems: string[] = [];
  const { protocol, version, transport, sentBy } = splitSentProtocol(before);
  if (protocol.toUpperCase() !== 'SIP' || version !== '2.0' || !isToken(transport)) {
    problems.push(`"${excerpt(before)}" does not begin with SIP/2.0/transport (RFC 3261 §20.42)`);
  }
  const hostPort = readHostPort(sentBy);
  problems.push(...hostPort.problems);
  const params = readParams(semicolon === -1 ? '' : text.slice(semicolon));
  problems.push(...params.problems, ...paramProblems(params.list));
  const branch = paramValue(params.list, 'branch') ?? '';
  return {
    protocol,
    version,
    transport,
    host: hostPort.host,
    port: hostPort.port,
    branch,
    params: params.list,
    problems,
  };
}

/** Blanks may stand around both slashes: `SIP / 2.0 / UDP host`. */
function splitSentProtocol(before: string): { protocol: string; version: string; transport: string; sentBy: string } {
  const first = before.indexOf('/');
  const second = first === -1 ? -1 : before.indexOf('/', first + 1);
  if (second === -1) return { protocol: '', version: '', transport: '', sentBy: before };
  const behind = trimBlanks(before.slice(second + 1));
  const blank = behind.search(/[ \t\r\n]/);
  return {
    protocol: trimBlanks(before.slice(0, first)),
    version: trimBlanks(before.slice(first + 1, second)),
    transport: blank === -1 ? behind : behind.slice(0, blank),
    sentBy: blank === -1 ? '' : trimBlanks(behind.slice(blank)),
  };
}

function paramProblems(params: readonly Param[]): string[] {
  const problems: string[] = [];
  const branch = paramValue(params, 'branch');
  if (branch === MAGIC_COOKIE) {
    problems.push('the branch has nothing behind z9hG4bK, so it identifies no transaction (RFC 3261 §8.1.1.7)');
  }
  const received = paramValue(params, 'received');
  if (received !== undefined && !isAddress(received)) {
    problems.push(`received=${excerpt(received)} is no IP address (RFC 3261 §18.2.1)`);
  }
  const ttl = paramValue(params, 'ttl');
  if (ttl !== undefined && !(isDigits(ttl) && Number(ttl) <= 255))
    problems.push(`ttl=${excerpt(ttl)} is not 0 to 255 (RFC 3261 §25.1)`);
  const rport = paramValue(params, 'rport');
  if (rport !== undefined && rport !== '' && !(isDigits(rport) && Number(rport) <= 65_535)) {
    problems.push(`rport=${excerpt(rport)} is no port (RFC 3581 §3)`);
  }
  return problems;
}
