// An address in SDP that its receiver cannot reach: private on the public side of a NAT, loopback, link-local. Behind a NAT that is
// usual and mended by the other side (symmetric RTP, rport), so it is only told together with what it broke; loopback and
// link-local addresses break by themselves.

import type { Micros } from '../../model/time.ts';
import { splitOutside } from '../../sip/lexical.ts';
import { readVia } from '../../sip/via.ts';
import { type AddressKind, hostOf, isInside, kindOfAddress } from '../address-kind.ts';
import {
  type AgreedLine,
  agreedLines,
  endOf,
  FLOWS,
  type Flow,
  type FlowStreams,
  flowsOf,
  isWanted,
  type Party,
  partyOf,
  receiverOf,
  senderOf,
  sideEndpoint,
} from '../agreed-media.ts';
import type { LegFacts, MessageFacts } from '../facts.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';

const TALK_MICROS: Micros = 3_000_000;
const PACKETS = 50;

const WORDS: Readonly<Partial<Record<AddressKind, string>>> = {
  private: 'a private',
  shared: 'a carrier-grade NAT’s',
  loopback: 'a loopback',
  'link-local': 'a link-local',
};

export const privateAddress: LegRule = {
  id: 'private-address',
  title: 'Address in SDP that cannot be reached',
  rfc: 'RFC 3264 §5.1',
  symptoms:
    MediaSymptom.OneSided |
    MediaSymptom.NoStreams |
    MediaSymptom.OtherAddress |
    Symptom.AckMissing |
    Symptom.Unanswered,
  check(leg) {
    if (leg.call.kind !== 'call') return [];
    const lines = agreedLines(leg).filter(agreed => agreed.line.media !== 'message' && !agreed.line.ice);
    const flows = flowsOf(leg, lines);
    const told = new Set<string>();
    return lines.flatMap(agreed =>
      FLOWS.flatMap(flow => {
        const party = receiverOf(flow);
        const endpoint = sideEndpoint(agreed[party]);
        if (told.has(endpoint)) return [];
        const found = judge(leg, agreed, flow, flows);
        if (found !== undefined) told.add(endpoint);
        return found ?? [];
      }),
    );
  },
};

function judge(leg: LegFacts, agreed: AgreedLine, flow: Flow, flows: FlowStreams): Found | undefined {
  const party = receiverOf(flow);
  const { address } = agreed[party];
  const kind = kindOfAddress(address);
  if (!isInside(kind) || !isWanted(agreed, flow)) return undefined;
  const message = sdpMessage(leg, agreed, party);
  // Its receiver is in the same private world, as far as the capture shows.
  if (message === undefined) return undefined;
  const isBehindNat = cameThroughNat(leg, message, address);
  if (!isBehindNat && isReachable(kind, message, address)) return undefined;
  const symptom = symptomOf(leg, agreed, flow, flows, isBehindNat);
  if (symptom === undefined) return undefined;
  return {
    severity: 'error',
    message:
      `The SDP of the ${party} gives ${sideEndpoint(agreed[party])}, ${WORDS[kind] ?? 'an'} address, to ${message.destination}, ` +
      `which cannot reach it: ${symptom.words}.`,
    evidence: [message.index],
    streams: symptom.streams,
    confidence: leg.hasLosses ? 'low' : symptom.isProof ? 'high' : 'medium',
    unknown: symptom.isProof
      ? 'Whether a VPN or a route that the numbers do not show leads there.'
      : 'Whether the media are relayed where this capture does not see them.',
    next:
      `Give the ${party} its public address (STUN, ICE, a static external address), or let the ${senderOf(flow)}’s side answer to ` +
      'where the RTP comes from (symmetric RTP, a media relay). An ALG that rewrites only some messages does this too: switch it off.',
  };
}

/** The message whose SDP it was, as it was sent furthest from that party: proxies and ALGs on the way rewrite it. */
function sdpMessage(leg: LegFacts, agreed: AgreedLine, party: Party): MessageFacts | undefined {
  const index = partyOf(leg, agreed.offer) === party ? agreed.offer : agreed.answer;
  return leg.messages.find(message => message.index === index);
}

/**
 * Straight from the device, which writes its own address into Via, and yet from another host: a NAT is between, whatever kind of
 * addresses it has on its two sides (RFC 3261 §18.2.1).
 */
function cameThroughNat(leg: LegFacts, message: MessageFacts, address: string): boolean {
  if (!message.isRequest || hostOf(message.source) === address) return false;
  const vias = leg
    .read(message)
    .headerAll('Via')
    .flatMap(value => splitOutside(value, ','));
  return vias.length === 1 && readVia(vias[0]).host === address;
}

function isReachable(kind: AddressKind, message: MessageFacts, address: string): boolean {
  const to = kindOfAddress(hostOf(message.destination));
  const from = kindOfAddress(hostOf(message.source));
  if (hostOf(message.destination) === address) return true;
  // On one machine everything is near; so is the whole link.
  if (kind === 'loopback')
    return to === 'loopback' || from === 'loopback' || hostOf(message.source) === hostOf(message.destination);
  if (kind === 'link-local') return to === 'link-local' || isInside(from);
  return to !== 'public';
}

interface SymptomWords {
  readonly words: string;
  readonly streams: readonly string[];
  /** RTP was seen on its way to the unreachable address. */
  readonly isProof: boolean;
}

/** What it broke: RTP sent there while none comes back from there, or a direction that is silent. */
function symptomOf(
  leg: LegFacts,
  agreed: AgreedLine,
  flow: Flow,
  flows: FlowStreams,
  isBehindNat: boolean,
): SymptomWords | undefined {
  const { answerTime } = leg.call;
  if (answerTime === undefined || endOf(leg) - answerTime < TALK_MICROS) return undefined;
  const endpoint = sideEndpoint(agreed[receiverOf(flow)]);
  const back = flows[flow === 'toCaller' ? 'toCallee' : 'toCaller'];
  const into = flows[flow].filter(stream => stream.destination === endpoint && stream.packets >= PACKETS);
  const elsewhere = flows[flow].filter(stream => stream.destination !== endpoint && stream.packets > 0);
  if (elsewhere.length > 0) return undefined;
  const fromOutside = into.filter(stream => isBehindNat || kindOfAddress(hostOf(stream.source)) === 'public');
  if (fromOutside.length > 0 && !back.some(stream => stream.source === endpoint)) {
    const [stream] = fromOutside;
    return { words: `${stream.packets} packets of RTP went there into the void`, streams: [stream.id], isProof: true };
  }
  if (into.length > 0 || !back.some(stream => stream.packets >= PACKETS)) return undefined;
  return { words: `no RTP went to the ${receiverOf(flow)}`, streams: back.map(stream => stream.id), isProof: false };
}
