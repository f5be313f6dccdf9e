// The addresses that ICE offers in an SDP body beside those of c= and m= lines: a=candidate (RFC 8839 §5.1) and
// a=remote-candidates (§5.2). Takes lent bytes, writes into a reused list, never throws, makes nothing but for IPv6.
//
//   a=candidate:1 1 UDP 2130706431 10.0.1.1 8998 typ host
//   a=candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998
//   a=remote-candidates:1 192.0.2.3 45664 2 192.0.2.3 45665

import { readDigits, startsWithWord } from '../bytes/ascii.ts';
import { readIpAddress } from './ip-address.ts';

/** Candidates that are looked at in one body; the rest of a hostile one is not. */
export const CANDIDATE_LIMIT = 256;

/** What is expected at a candidate. A remote one is the other side's, as the sender of the SDP knows it. */
export const Component = { Rtp: 1, Rtcp: 2, Remote: 4 } as const;

export class IceCandidates {
  count = 0;
  /** There are more than CANDIDATE_LIMIT. */
  isCut = false;
  /** Position of the m-line. */
  readonly media = new Uint8Array(CANDIDATE_LIMIT);
  /** Component.Rtp or Component.Rtcp, with Component.Remote. */
  readonly components = new Uint8Array(CANDIDATE_LIMIT);
  readonly ports = new Uint16Array(CANDIDATE_LIMIT);
  readonly addressLengths = new Uint8Array(CANDIDATE_LIMIT);
  /** 16 bytes a candidate. */
  readonly addresses = new Uint8Array(CANDIDATE_LIMIT * 16);
}

const SPACE = 0x20;
const RADDR = Buffer.from('raddr');
const RPORT = Buffer.from('rport');
const UDP = Buffer.from('udp');

/** What stands behind `a=candidate:` in bytes[at..end). */
export function readCandidate(bytes: Buffer, at: number, end: number, media: number, out: IceCandidates): void {
  const component = nextWord(bytes, at, end);
  const transport = nextWord(bytes, component, end);
  if (!startsWithWord(bytes, transport, end, UDP)) return;
  const address = nextWord(bytes, nextWord(bytes, transport, end), end);
  const port = nextWord(bytes, address, end);
  const number = readNumber(bytes, component, end);
  add(bytes, address, port, end, media, number, out);
  // The base of a reflexive or relayed one is what is seen on the near side of the NAT.
  for (let word = nextWord(bytes, port, end); word < end; word = nextWord(bytes, word, end)) {
    if (!startsWithWord(bytes, word, end, RADDR)) continue;
    const related = nextWord(bytes, word, end);
    const name = nextWord(bytes, related, end);
    if (startsWithWord(bytes, name, end, RPORT)) {
      add(bytes, related, nextWord(bytes, name, end), end, media, number, out);
    }
    return;
  }
}

/** What stands behind `a=remote-candidates:`. */
export function readRemoteCandidates(bytes: Buffer, at: number, end: number, media: number, out: IceCandidates): void {
  for (let word = at; word < end; ) {
    const address = nextWord(bytes, word, end);
    const port = nextWord(bytes, address, end);
    if (port >= end) return;
    add(bytes, address, port, end, media, readNumber(bytes, word, end) | Component.Remote, out);
    word = nextWord(bytes, port, end);
  }
}

function add(
  bytes: Buffer,
  address: number,
  port: number,
  end: number,
  media: number,
  component: number,
  out: IceCandidates,
): void {
  const kind = component & ~Component.Remote;
  const value = readNumber(bytes, port, end);
  if ((kind !== Component.Rtp && kind !== Component.Rtcp) || value <= 0 || value > 0xffff) return;
  if (out.count === CANDIDATE_LIMIT) {
    out.isCut = true;
    return;
  }
  const index = out.count;
  const length = readIpAddress(bytes, address, wordEnd(bytes, address, end), out.addresses, index * 16);
  if (length === 0) return;
  out.media[index] = media;
  out.components[index] = component;
  out.ports[index] = value;
  out.addressLengths[index] = length;
  out.count++;
}

/** -1 when the word at `at` is no number. */
function readNumber(bytes: Buffer, at: number, end: number): number {
  return readDigits(bytes, at, wordEnd(bytes, at, end));
}

function wordEnd(bytes: Buffer, at: number, end: number): number {
  while (at < end && bytes[at] !== SPACE) at++;
  return at;
}

/** Start of the word behind the one at `at`; `end` when there is none. */
function nextWord(bytes: Buffer, at: number, end: number): number {
  let next = wordEnd(bytes, at, end);
  while (next < end && bytes[next] === SPACE) next++;
  return next;
}
