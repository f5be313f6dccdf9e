// What one session description says about playing its media: where each m= line listens, what its payload types mean, and by which keys
// it protects what its sender sends. Takes text from the network, never throws.

import type { AudioFormat } from '../media/decode/codecs.ts';
import type { SrtpKey } from '../media/srtp/context.ts';
import { type CryptoAttribute, readCryptoAttribute } from '../media/srtp/sdes.ts';
import { readLines, splitSections } from '../sip/sdp-lines.ts';
import { readSdpSession, type SdpCodec } from '../sip/sdp-media.ts';

/** What a payload type stands for. */
export interface PayloadFormat extends AudioFormat {
  /** Of its m= line: `audio`, `video` … */
  readonly media: string;
}

/** One m= line. */
export interface Announcement {
  /** IP address or host name as written; empty when there is none. */
  readonly address: string;
  readonly port: number;
  readonly formats: ReadonlyMap<number, PayloadFormat>;
  readonly keys: readonly SrtpKey[];
  /** Of a=crypto lines without a key that can be used. */
  readonly unusableSuites: readonly string[];
  /** RTP/SAVP, RTP/SAVPF and their kin over DTLS. */
  readonly isSecure: boolean;
  /** Keys are agreed on by DTLS (RFC 5763), ZRTP, MIKEY; empty when they are not. */
  readonly keyAgreement: '' | 'DTLS' | 'ZRTP' | 'MIKEY';
}

/** a=crypto lines of one m= line that are looked at. */
const MAX_CRYPTO = 16;

export function readAnnouncements(sdp: string): Announcement[] {
  const sections = splitSections(readLines(sdp, []), []).slice(1);
  return readSdpSession(sdp).streams.map((stream, index) => {
    const cryptos = cryptosOf(sections[index] ?? []);
    return {
      address: stream.address,
      port: stream.port,
      formats: new Map(stream.codecs.map(codec => [codec.payloadType, formatOf(codec, stream.media)])),
      keys: cryptos.flatMap(({ keys }) => keys),
      unusableSuites: cryptos.filter(({ keys }) => keys.length === 0).map(({ suite }) => suite),
      isSecure: /RTP\/SAVPF?$/i.test(stream.protocol),
      keyAgreement: stream.hasFingerprint ? 'DTLS' : stream.hasZrtp ? 'ZRTP' : stream.hasMikey ? 'MIKEY' : '',
    };
  });
}

function cryptosOf(section: readonly string[]): CryptoAttribute[] {
  const lines = section.filter(line => line.startsWith('a=crypto:')).slice(0, MAX_CRYPTO);
  return lines.map(line => readCryptoAttribute(line.slice(2))).filter(crypto => crypto !== undefined);
}

/** `opus/48000/2` */
export function formatOf({ name }: Pick<SdpCodec, 'name'>, media: string): PayloadFormat {
  const [encoding = '', clock = '', channels = '1'] = name.split('/');
  return { name: encoding, clockHz: Number(clock) || 0, channels: Number(channels) || 1, media };
}
