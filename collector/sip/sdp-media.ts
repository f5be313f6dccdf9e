// A session description as offer and answer need it (RFC 3264): addresses, ports, codecs, directions and keys of each m= line, with
// what the session level says for all of them. Takes text from the network, never throws; bounded as `sdp-lines.ts` is.

import type { MediaDirection } from '../model/session.ts';
import { isDigits, splitBlanks } from './lexical.ts';
import { staticPayloadType } from './payload-types.ts';
import { formatValues, isRtp, lineValue, readLines, readMediaLine, rtpmapOf, splitSections } from './sdp-lines.ts';

/** o=<username> <sess-id> <sess-version> <nettype> <addrtype> <address>  (RFC 8866 §5.2) */
export interface SdpOrigin {
  readonly username: string;
  readonly id: string;
  readonly version: string;
  readonly address: string;
}

export interface SdpCodec {
  readonly payloadType: number;
  /** `PCMU/8000`, as a=rtpmap or RFC 3551 says; `unknown` when neither does. */
  readonly name: string;
  readonly fmtp?: string;
}

/** a=crypto:<tag> <crypto-suite> <key-params> …  (RFC 4568 §4): its key is nobody's business here. */
export interface SdpCrypto {
  readonly tag: string;
  readonly suite: string;
}

/** One m= line, with what holds for it. */
export interface SdpStream {
  readonly media: string;
  readonly port: number;
  readonly protocol: string;
  readonly formats: readonly string[];
  /** Empty when the protocol is no RTP. */
  readonly codecs: readonly SdpCodec[];
  readonly address: string;
  readonly direction: MediaDirection;
  /** a=rtcp:<port> [<nettype> <addrtype> <address>]  (RFC 3605) */
  readonly rtcpPort?: number;
  readonly rtcpAddress?: string;
  readonly rtcpMux: boolean;
  readonly ptime?: number;
  readonly cryptos: readonly SdpCrypto[];
  /** a=fingerprint is there: DTLS (RFC 8122). */
  readonly hasFingerprint: boolean;
  /** a=setup (RFC 4145 §4): `active`, `passive`, `actpass`, `holdconn`. */
  readonly setup?: string;
  readonly hasZrtp: boolean;
  readonly hasMikey: boolean;
  readonly hasIce: boolean;
  readonly mid?: string;
  /** Port 0 here is no refusal (RFC 9143 §6). */
  readonly bundleOnly: boolean;
  readonly isT38: boolean;
}

export interface SdpSession {
  readonly origin?: SdpOrigin;
  readonly streams: readonly SdpStream[];
  /** Mids of each a=group:BUNDLE (RFC 9143). */
  readonly bundles: readonly (readonly string[])[];
  /** All lines but o=, for comparison. */
  readonly content: string;
}

export function readSdpSession(text: string): SdpSession {
  const lines = readLines(text, []);
  const [head, ...sections] = splitSections(lines, []);
  const origin = readOrigin(lineValue(head, 'o'));
  return {
    ...(origin === undefined ? {} : { origin }),
    streams: sections.map(section => readStream(head, section)),
    bundles: head.flatMap(line => (/^a=group:BUNDLE /i.test(line) ? [splitBlanks(line).slice(1)] : [])),
    content: lines.filter(line => !line.startsWith('o=')).join('\n'),
  };
}

function readOrigin(value: string): SdpOrigin | undefined {
  const [username, id, version, , , address] = splitBlanks(value);
  return username === undefined || id === undefined || version === undefined || address === undefined
    ? undefined
    : { username, id, version, address };
}

function readStream(head: readonly string[], section: readonly string[]): SdpStream {
  const line = readMediaLine(section[0]);
  const attribute = (name: string): string | undefined => attributeOf(section, name) ?? attributeOf(head, name);
  const has = (name: string): boolean => attribute(name) !== undefined;
  const rtcp = readRtcp(attributeOf(section, 'rtcp'));
  const ptime = Number(attribute('ptime'));
  const setup = attribute('setup')?.toLowerCase();
  const mid = attributeOf(section, 'mid');
  return {
    media: line.media,
    port: line.port ?? 0,
    protocol: line.protocol,
    formats: line.formats,
    codecs: isRtp(line) ? readCodecs(line.formats, section) : [],
    address: addressIn(lineValue(section, 'c')) || addressIn(lineValue(head, 'c')),
    direction: directionOf(section) ?? directionOf(head) ?? 'sendrecv',
    ...rtcp,
    rtcpMux: has('rtcp-mux'),
    ...(ptime > 0 && ptime <= 10_000 ? { ptime } : {}),
    cryptos: section.filter(entry => entry.startsWith('a=crypto:')).map(readCrypto),
    hasFingerprint: has('fingerprint'),
    ...(setup === undefined ? {} : { setup }),
    hasZrtp: has('zrtp-hash'),
    hasMikey: attribute('key-mgmt')?.startsWith('mikey') ?? false,
    hasIce: has('ice-ufrag') || attributeOf(section, 'candidate') !== undefined,
    ...(mid === undefined ? {} : { mid }),
    bundleOnly: has('bundle-only'),
    isT38: line.formats.some(format => format.toLowerCase() === 't38'),
  };
}

/** The value of the first a=name[:value]; '' for one without a value. */
function attributeOf(lines: readonly string[], name: string): string | undefined {
  const flag = `a=${name}`;
  for (const line of lines) {
    if (!line.startsWith(flag)) continue;
    if (line.length === flag.length) return '';
    if (line[flag.length] === ':') return line.slice(flag.length + 1).trim();
  }
  return undefined;
}

/** c=<nettype> <addrtype> <address>[/<ttl>…]  (RFC 8866 §5.7) */
function addressIn(connection: string): string {
  return splitBlanks(connection)[2]?.split('/', 1)[0] ?? '';
}

function directionOf(lines: readonly string[]): MediaDirection | undefined {
  for (const line of lines) {
    switch (line.trimEnd()) {
      case 'a=sendrecv':
        return 'sendrecv';
      case 'a=sendonly':
        return 'sendonly';
      case 'a=recvonly':
        return 'recvonly';
      case 'a=inactive':
        return 'inactive';
    }
  }
  return undefined;
}

function readRtcp(value: string | undefined): Pick<SdpStream, 'rtcpPort' | 'rtcpAddress'> {
  const [port = '', , , address] = splitBlanks(value ?? '');
  if (!isDigits(port) || Number(port) > 65_535) return {};
  return { rtcpPort: Number(port), ...(address === undefined ? {} : { rtcpAddress: address }) };
}

function readCrypto(line: string): SdpCrypto {
  const [tag = '', suite = ''] = splitBlanks(line.slice('a=crypto:'.length));
  return { tag, suite };
}

function readCodecs(formats: readonly string[], section: readonly string[]): SdpCodec[] {
  const rtpmap = rtpmapOf(section);
  const fmtps = formatValues(section, 'fmtp');
  return formats.filter(isPayloadType).map(format => {
    const payloadType = Number(format);
    const fmtp = fmtps.get(format);
    const name = rtpmap.get(format) ?? staticPayloadType(payloadType) ?? 'unknown';
    return { payloadType, name, ...(fmtp === undefined ? {} : { fmtp }) };
  });
}

/** 7 bits (RFC 3550 §5.1). */
function isPayloadType(format: string): boolean {
  return isDigits(format) && Number(format) <= 127;
}
