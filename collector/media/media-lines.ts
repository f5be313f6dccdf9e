// One offer and its answer, line by line (RFC 3264): who sends what to where, what both agreed on, and what changed since before.
// Takes what `sip/sdp-media.ts` read of the two; gives plain lines. Without an answer the offer stands alone.

import type { MediaLine, MediaSecurity, MediaSide } from '../model/session.ts';
import type { SdpSession, SdpStream } from '../sip/sdp-media.ts';

export type Party = 'caller' | 'callee';

export function otherParty(party: Party): Party {
  return party === 'caller' ? 'callee' : 'caller';
}

/** What was agreed on before, and by whom it was offered. */
export interface Agreement {
  readonly lines: readonly MediaLine[];
  readonly offeredBy: Party;
}

/** Lines that are written out; the rest of a hostile description is not. */
const MAX_LINES = 64;

/** `answeredOffer` is the offer as it passed the hop of the answer: an SBC between may have changed its codecs. */
export function mediaLines(
  offer: SdpSession,
  answer: SdpSession | undefined,
  offeredBy: Party,
  before: Agreement | undefined,
  answeredOffer: SdpSession = offer,
): MediaLine[] {
  return offer.streams.slice(0, MAX_LINES).map((offered, index) => {
    const answered = answer?.streams[index];
    const rtcpMux = answered !== undefined && offered.rtcpMux && answered.rtcpMux;
    const isKnown = offered.bundleOnly || offered.port !== 0;
    const mid = answered?.mid ?? offered.mid;
    const bundledWith = mid === undefined || !isKnown ? undefined : bundleHead(answer ?? offer, mid);
    const line = {
      index,
      media: offered.media,
      protocol: answered?.protocol ?? offered.protocol,
      offerer: sideOf(offered, rtcpMux),
      ...(answered === undefined ? {} : { answerer: sideOf(answered, rtcpMux) }),
      common: commonFormats(answeredOffer.streams[index] ?? offered, answered),
      dtmf: hasEvents(offered) && (answered === undefined || hasEvents(answered)),
      security: securityOf(offered, answered),
      ice: offered.hasIce && (answered?.hasIce ?? true),
      rtcpMux,
      ...(mid === undefined ? {} : { mid }),
      ...(bundledWith === undefined || bundledWith === mid ? {} : { bundledWith }),
      t38: offered.isT38 && (answered?.isT38 ?? true),
    };
    const isRefused = isOff(offered) || (answered !== undefined && isOff(answered));
    return { ...line, change: changeOf(line, isRefused, isOff(offered), offeredBy, before) };
  });
}

/** Port 0 refuses or drops a line (RFC 3264 §6, §8.2), but for one that is to share the transport of another (RFC 9143 §6). */
export function isOff(stream: SdpStream): boolean {
  return stream.port === 0 && !stream.bundleOnly;
}

/** Names of one codec: `PCMU/8000` and `pcmu/8000/1` are the same (RFC 8866 §6.6: names know no case, one channel is the default). */
export function codecKey(name: string): string {
  return name.toLowerCase().replace(/\/1$/, '');
}

/** What carries no audio or video of its own. */
export function isAuxiliary(name: string): boolean {
  return /^(?:telephone-event|cn|tone)\//i.test(name);
}

function hasEvents(stream: SdpStream): boolean {
  return stream.codecs.some(codec => /^telephone-event\//i.test(codec.name));
}

function sideOf(stream: SdpStream, rtcpMux: boolean): MediaSide {
  return {
    address: stream.address,
    port: stream.port,
    rtcpPort: rtcpMux || stream.port === 0 ? stream.port : (stream.rtcpPort ?? stream.port + 1),
    rtcpAddress: (rtcpMux ? undefined : stream.rtcpAddress) ?? stream.address,
    direction: stream.direction,
    codecs: stream.codecs,
    ...(stream.ptime === undefined ? {} : { ptime: stream.ptime }),
  };
}

/** In the order of the answer, which is its preference (RFC 3264 §6.1). */
function commonFormats(offered: SdpStream, answered: SdpStream | undefined): string[] {
  if (answered === undefined || isOff(offered) || isOff(answered)) return [];
  if (answered.codecs.length === 0) {
    const known = new Set(offered.formats.map(format => format.toLowerCase()));
    return answered.formats.filter(format => known.has(format.toLowerCase()));
  }
  const known = new Set(offered.codecs.map(codec => codecKey(codec.name)));
  const common = answered.codecs
    .map(codec => codec.name)
    .filter(name => known.has(codecKey(name)) && name !== 'unknown' && !isAuxiliary(name));
  return [...new Set(common)];
}

function securityOf(offered: SdpStream, answered: SdpStream | undefined): MediaSecurity {
  const both = (has: (stream: SdpStream) => boolean): boolean =>
    has(offered) && (answered === undefined || has(answered));
  if (both(stream => stream.hasFingerprint)) return 'dtls';
  if (both(stream => stream.cryptos.length > 0)) return 'sdes';
  if (both(stream => stream.hasMikey)) return 'mikey';
  return both(stream => stream.hasZrtp) ? 'zrtp' : 'none';
}

/** The mid whose transport a line uses: the first of its group (RFC 9143 §7.2). */
function bundleHead(session: SdpSession, mid: string): string | undefined {
  return session.bundles.find(group => group.includes(mid))?.[0];
}

function changeOf(
  line: Omit<MediaLine, 'change'>,
  isRefused: boolean,
  byOfferer: boolean,
  offeredBy: Party,
  before: Agreement | undefined,
): MediaLine['change'] {
  const old = before?.lines[line.index];
  const wasOn = old !== undefined && old.change !== 'dropped' && old.change !== 'refused' && !isAsleep(old);
  if (isRefused) return wasOn ? (byOfferer ? 'dropped' : 'refused') : old === undefined ? 'refused' : 'kept';
  if (!wasOn) return 'added';
  return before !== undefined && signature(line, offeredBy) === signature(old, before.offeredBy) ? 'kept' : 'changed';
}

/** A line that was off already and was kept so. */
function isAsleep(line: MediaLine): boolean {
  return line.change === 'kept' && (line.offerer.port === 0 || line.answerer?.port === 0);
}

/** Equal for two lines that mean the same, whoever offered them. */
function signature(line: Omit<MediaLine, 'change'>, offeredBy: Party): string {
  const { media, protocol, common, dtmf, security, rtcpMux, t38 } = line;
  return JSON.stringify([
    ...(['caller', 'callee'] as const).map(party => {
      const side = sideOfParty(line, offeredBy, party);
      return [side?.address, side?.port, side?.direction];
    }),
    [media, protocol, common.map(codecKey).sort(), dtmf, security, rtcpMux, t38],
  ]);
}

/** What one of the two said about a line; undefined for who has not answered. */
export function sideOfParty(
  line: Pick<MediaLine, 'offerer' | 'answerer'>,
  offeredBy: Party,
  party: Party,
): MediaSide | undefined {
  return party === offeredBy ? line.offerer : line.answerer;
}
