// What the messages of a leg say about its streams: who speaks in each, what its payload types mean, which keys may open it.
// Each SDP of the leg counts, also those of other hops of a proxy and of forks; nothing is asked of the network.

import { latin1 } from '../bytes/slices.ts';
import { readIpAddress } from '../media/ip-address.ts';
import { type AgreedKeyLookup, type AgreedKeys, NO_AGREED_KEYS } from '../media/srtp/agreed-keys.ts';
import type { SrtpKey } from '../media/srtp/context.ts';
import { Fault, SipScan } from '../model/sip.ts';
import { rowsOf } from '../query/leg-rows.ts';
import { staticPayloadType } from '../sip/payload-types.ts';
import { scanSip } from '../sip/scan.ts';
import { sdpTexts } from '../sip/sdp.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { MessageFlag } from '../store/message-table.ts';
import { type Announcement, formatOf, type PayloadFormat, readAnnouncements } from './announcement.ts';
import type { StreamKey } from './rtp-road.ts';

export type Side = 'caller' | 'callee';

/** Descriptions of one leg that are looked at, and keys that are tried for one stream. */
const MAX_DESCRIPTIONS = 1000;
const MAX_KEYS = 32;

/** An m= line with who sent it, and the endpoint it names; -1 when nothing was ever seen there. */
interface Announced extends Announcement {
  readonly side: Side;
  readonly endpoint: number;
}

export class LegMedia {
  private readonly announced: readonly Announced[];
  private readonly store: CallStore;
  private readonly lookup: AgreedKeyLookup;

  /** Without a leg nothing is announced. */
  constructor(store: CallStore, bytes: MessageBytes, leg: Leg | undefined, lookup: AgreedKeyLookup = NO_AGREED_KEYS) {
    this.store = store;
    this.lookup = lookup;
    this.announced = leg === undefined ? [] : [...announcementsOf(store, bytes, leg)];
  }

  /** Who speaks in a stream: the other side of who listens at its destination, else who has its source. */
  speakerOf({ source, destination }: StreamKey): Side | undefined {
    const listener = this.sideAt(line => line.endpoint === destination);
    if (listener !== undefined) return otherSide(listener);
    const speaker = this.sideAt(line => line.endpoint === source);
    if (speaker !== undefined) return speaker;
    const address = this.store.endpoints.address(source);
    const sides = new Set(this.announced.filter(line => line.address === address).map(({ side }) => side));
    const [only] = sides;
    return sides.size === 1 ? only : undefined;
  }

  /** Payload types are those of who receives; some senders use their own. */
  formatOf(stream: StreamKey, payloadType: number): PayloadFormat | undefined {
    const lines = this.byCloseness(line =>
      line.endpoint === stream.destination ? 2 : line.endpoint === stream.source ? 1 : 0,
    );
    for (const { formats } of lines) {
      const format = formats.get(payloadType);
      if (format !== undefined && format.clockHz > 0) return format;
    }
    const name = staticPayloadType(payloadType);
    return name === undefined ? undefined : formatOf({ name }, name.endsWith('/90000') ? 'video' : 'audio');
  }

  /** What DTLS on the ports of the stream agreed on, as far as it is known. */
  agreedKeys({ source, destination }: StreamKey): AgreedKeys {
    return this.lookup.agreedKeys(source, destination);
  }

  /** Keys protect what is sent by who wrote them (RFC 4568 §6.1), so those come first, behind those of a handshake. */
  keysFor(stream: StreamKey): SrtpKey[] {
    const agreed = this.agreedKeys(stream);
    const speaker = this.speakerOf(stream);
    const lines = this.byCloseness(line => (line.side === speaker ? 2 : 0) + (line.endpoint === stream.source ? 1 : 0));
    const keys = new Map<string, SrtpKey>();
    for (const key of [...(agreed.kind === 'keys' ? agreed.keys : []), ...lines.flatMap(line => line.keys)]) {
      const name = `${key.suite.name} ${key.masterKey.toString('hex')} ${key.masterSalt.toString('hex')} ${key.mki.toString('hex')}`;
      if (keys.size < MAX_KEYS && !keys.has(name)) keys.set(name, key);
    }
    return [...keys.values()];
  }

  /** The m= lines that a stream may belong to: those of its endpoints, else all. */
  linesOf({ source, destination }: StreamKey): readonly Announcement[] {
    const own = this.announced.filter(({ endpoint }) => endpoint === destination || endpoint === source);
    return own.length > 0 ? own : this.announced;
  }

  /** Of the last line for which it holds. */
  private sideAt(isIt: (line: Announced) => boolean): Side | undefined {
    return this.announced.findLast(isIt)?.side;
  }

  /** Those of the highest value first, of equal ones the latest. */
  private byCloseness(closeness: (line: Announced) => number): Announced[] {
    return this.announced.toReversed().sort((a, b) => closeness(b) - closeness(a));
  }
}

function* announcementsOf(store: CallStore, bytes: MessageBytes, leg: Leg): Generator<Announced> {
  const { messages } = store;
  const scan = new SipScan();
  let callerTag: string | undefined;
  let looked = 0;
  for (const row of rowsOf(store, leg)) {
    const isFirst = callerTag === undefined;
    if (!isFirst && (messages.flags[row] & MessageFlag.Sdp) === 0) continue;
    if (messages.repeated(row) >= 0) continue;
    const message = bytes.read(row);
    if (scanSip(message, 0, message.length, scan) & Fault.NotSip) continue;
    const fromTag = latin1(message, scan.fromTagStart, scan.fromTagEnd);
    // The leg is called by who sent its first request.
    callerTag ??= fromTag;
    const side = messages.isRequest(row) === (fromTag === callerTag) ? 'caller' : 'callee';
    const contentType = latin1(message, scan.contentTypeStart, scan.contentTypeEnd);
    for (const text of sdpTexts(message.subarray(scan.bodyStart, scan.bodyEnd), contentType)) {
      for (const line of readAnnouncements(text)) yield { ...line, side, endpoint: endpointOf(store, line) };
      if (++looked >= MAX_DESCRIPTIONS) return;
    }
  }
}

function endpointOf(store: CallStore, { address, port }: Announcement): number {
  const text = Buffer.from(address, 'latin1');
  const raw = new Uint8Array(16);
  const length = readIpAddress(text, 0, text.length, raw, 0);
  return length === 4 || length === 16 ? store.endpoints.find(raw, 0, length, port) : -1;
}

function otherSide(side: Side): Side {
  return side === 'caller' ? 'callee' : 'caller';
}
