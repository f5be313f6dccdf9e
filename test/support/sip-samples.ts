// Payloads for the tests of the SIP floor: messages written here, those of the captures in fixtures/pcap, and, where the
// folder is there, those of the shared corpus. Captures are read by the few lines below, so that no other floor is needed.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
export const CORPUS = join(ROOT, '../shared/corpus');
export const TORTURE = join(CORPUS, 'bobjects-BobStack');
export const hasCorpus = existsSync(CORPUS);

/** The lines of a message with CRLF between and the empty line behind, then the body. */
export function message(lines: readonly string[], body = ''): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

export const INVITE = message(
  [
    'INVITE sip:bob@biloxi.example.com SIP/2.0',
    'Via: SIP/2.0/UDP pc33.atlanta.example.com:5060;branch=z9hG4bK776asdhds;rport',
    'Max-Forwards: 70',
    'From: "Alice" <sip:alice@atlanta.example.com>;tag=1928301774',
    'To: Bob <sip:bob@biloxi.example.com>',
    'Call-ID: a84b4c76e66710@pc33.atlanta.example.com',
    'CSeq: 314159 INVITE',
    'Contact: <sip:alice@pc33.atlanta.example.com>',
    'Content-Type: application/sdp',
    'Content-Length: 5',
  ],
  'v=0\r\n',
);

export const OK = message([
  'SIP/2.0 200 OK',
  'Via: SIP/2.0/UDP server10.biloxi.example.com;branch=z9hG4bK4b43c2ff8.1;received=192.0.2.3',
  'v: SIP/2.0/UDP pc33.atlanta.example.com;branch=z9hG4bK776asdhds, SIP/2.0/TCP x;branch="a,b"',
  'f: "tag=1;<sip:x>" <sip:alice@atlanta.example.com>;tag=1928301774',
  't: sip:bob@biloxi.example.com;tag=a6c85cf',
  'i: a84b4c76e66710@pc33.atlanta.example.com',
  'CSeq: 314159',
  '  INVITE',
  'Subscription-State: Terminated;reason=timeout',
  'RSeq: 9',
  'Expires: 3600',
  'l: 0',
]);

/** Files below `folder` whose name matches, [] when there is no such folder. */
export function filesOf(folder: string, name: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => name.test(path))
    .sort()
    .map(path => join(folder, path));
}

/** The RFC 4475 and RFC 5118 messages: [name, bytes]. */
export function tortureMessages(): [string, Buffer][] {
  return filesOf(TORTURE, /\.dat$/).map(path => [path.replace(/.*\//, ''), readFileSync(path)]);
}

/** Every place in a capture file where an IPv4 or IPv6 header with UDP or TCP may begin, as payloads; some are no payloads. */
export function payloadsOf(path: string): Buffer[] {
  const file = readFileSync(path);
  const payloads: Buffer[] = [];
  for (let at = 24; at + 28 < file.length; at += 2) {
    const payload = payloadAt(file, at);
    if (payload !== undefined) payloads.push(payload);
  }
  return payloads;
}

function payloadAt(file: Buffer, at: number): Buffer | undefined {
  if (file[at] !== 0x45) return undefined;
  const total = file.readUInt16BE(at + 2);
  const protocol = file[at + 9];
  const header = protocol === 17 ? 28 : protocol === 6 ? 20 + (file[Math.min(at + 32, file.length - 1)] >> 4) * 4 : 0;
  return header === 0 || total < header || at + total > file.length
    ? undefined
    : file.subarray(at + header, at + total);
}
