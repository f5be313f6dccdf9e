// What the payload types of an m-line mean. Nearly all SDP of a trace have one of a few sets of formats, so a set is read once and
// then known by the hashes that `sdp-scan.ts` makes of it; a stream keeps the formats it uses, and nobody reads its SDP again.

import { staticPayloadType } from '../sip/payload-types.ts';
import type { SdpScan } from './sdp-scan.ts';

/** What packets of a payload type are to a stream: sound or pictures, telephone events (RFC 4733), comfort noise (RFC 3389). */
export const Role = { Media: 0, Event: 1, Noise: 2 } as const;
export type Role = (typeof Role)[keyof typeof Role];

export interface PayloadFormat {
  /** Encoding name as written; `PT 97` when nothing names it. */
  readonly name: string;
  /** Hz of the RTP clock; 0 when unknown. */
  readonly clockHz: number;
  readonly role: Role;
  /** a=fmtp, without the payload type. */
  readonly parameters: string;
}

export type PayloadFormats = ReadonlyMap<number, PayloadFormat>;

/** Sets that are kept; of those beyond them only the static payload types are known. */
const SET_LIMIT = 4096;
const TEXT_LIMIT = 16_384;
const NONE_LISTED: ReadonlySet<number> = new Set();
/** No format is known. */
export const NO_FORMATS: PayloadFormats = new Map();
/** By payload type, which has seven bits. */
const STATIC_FORMATS: readonly PayloadFormat[] = Array.from({ length: 128 }, (_, payloadType) =>
  staticFormat(payloadType),
);

export class PayloadFormatSets {
  /** Sets that the limit refused. */
  refused = 0;
  private readonly sets: PayloadFormats[] = [NO_FORMATS];
  /** By id: payload types that the m-lines list. */
  private readonly listed: ReadonlySet<number>[] = [NONE_LISTED];
  private readonly idByHash = new Map<number, number>();
  private readonly unions = new Map<number, number>();

  get(id: number): PayloadFormats {
    return this.sets[id] ?? NO_FORMATS;
  }

  /** Whether the m-lines of a set list a payload type; false also when nobody knows. */
  lists(id: number, payloadType: number): boolean {
    return this.listed[id]?.has(payloadType) === true;
  }

  /** The set of m-line `media`; 0, which is empty, when there are too many. */
  idOf(sdp: SdpScan, media: number): number {
    const hash = (sdp.formatsHigh[media] & 0x1fffff) * 2 ** 32 + (sdp.formatsLow[media] >>> 0);
    const known = this.idByHash.get(hash);
    if (known !== undefined) return known;
    const start = sdp.sectionStarts[media];
    const end = Math.min(sdp.sectionEnds[media], start + TEXT_LIMIT);
    const section = sdp.bytes.toString('latin1', start, end);
    const id = this.add(readFormats(section), readListed(section));
    if (id !== 0) this.idByHash.set(hash, id);
    return id;
  }

  /** Of m-lines that share a transport: no payload type means two things there (RFC 8843 §10.1.2). */
  union(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    const key = a * SET_LIMIT + b;
    const known = this.unions.get(key);
    if (known !== undefined) return known;
    const listed = new Set([...(this.listed[a] ?? NONE_LISTED), ...(this.listed[b] ?? NONE_LISTED)]);
    const id = this.add(new Map([...this.get(b), ...this.get(a)]), listed);
    if (id !== 0) this.unions.set(key, id);
    return id === 0 ? a : id;
  }

  private add(formats: PayloadFormats, listed: ReadonlySet<number>): number {
    if (this.sets.length < SET_LIMIT) {
      this.listed.push(listed);
      return this.sets.push(formats) - 1;
    }
    this.refused++;
    return 0;
  }
}

/** What a payload type means: by the formats of an m-line, else by the static table (RFC 3551 §6). */
export function formatOf(formats: PayloadFormats, payloadType: number): PayloadFormat {
  return formats.get(payloadType) ?? STATIC_FORMATS[payloadType];
}

function staticFormat(payloadType: number): PayloadFormat {
  const [name, clock] = staticPayloadType(payloadType)?.split('/') ?? [`PT ${payloadType}`, '0'];
  return { name, clockHz: Number(clock), role: roleOf(name), parameters: '' };
}

/** m=<media> <port> <proto> <fmt> …  (RFC 8866 §5.14): what stands for a payload type in the first line of a section. */
function readListed(section: string): ReadonlySet<number> {
  const [line] = section.split('\n', 1);
  const formats = line.trim().split(' ').slice(3);
  return new Set(formats.map(Number).filter((payloadType, i) => String(payloadType) === formats[i]));
}

/** a=rtpmap:<payload type> <encoding name>/<clock rate>[/<encoding parameters>]  (RFC 8866 §6.6) */
export function readFormats(section: string): PayloadFormats {
  const formats = new Map<number, PayloadFormat>();
  const parameters = new Map<number, string>();
  // Sets are told apart by the parameters of sound alone.
  if (/^m=audio /i.test(section)) {
    for (const [, type, text] of section.matchAll(/^a=fmtp:(\d{1,3}) ([^\r\n]{1,256})/gm))
      parameters.set(Number(type), text);
  }
  for (const [, type, name, clock] of section.matchAll(
    /^a=rtpmap:\s{0,4}(\d{1,3})\s{1,4}([^/\s]{1,64})\/(\d{1,8})/gm,
  )) {
    const payloadType = Number(type);
    if (payloadType > 127 || formats.has(payloadType)) continue;
    const format = { name, clockHz: Number(clock), role: roleOf(name), parameters: parameters.get(payloadType) ?? '' };
    formats.set(payloadType, format);
  }
  for (const [payloadType, text] of parameters) {
    if (payloadType <= 127 && !formats.has(payloadType))
      formats.set(payloadType, { ...formatOf(NO_FORMATS, payloadType), parameters: text });
  }
  return formats;
}

/** Events, tones (RFC 4733) and comfort noise go beside the codec of a stream. */
export function isBesideMedia(name: string): boolean {
  return roleOf(name) !== Role.Media;
}

function roleOf(name: string): Role {
  if (/^CN$/i.test(name)) return Role.Noise;
  return /^(?:telephone-event|tone)$/i.test(name) ? Role.Event : Role.Media;
}
