// Messages a second through the hot SIP scan, and what the tracker does with each right after it.
//   node test/bench/scan.mjs [DIST [CAPTURE]]     DIST: the built tree (dist); CAPTURE: a classic pcap, Ethernet, IPv4, UDP
// Without a capture it makes its own messages. Each number is the median of five runs, in CPU time; `lines only` is the floor:
// nothing but one `Buffer.indexOf` a header line.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = resolve(process.argv[2] ?? new URL('../../dist', import.meta.url).pathname);
const from = path => import(pathToFileURL(`${dist}/collector/${path}`).href);
const { SipScan } = await from('model/sip.js');
const { scanSip } = await from('sip/scan.js');
const { sniffSip } = await from('sip/sniff.js');
const { hashBytes } = await from('bytes/ascii.js');

/** Calls of five messages, through a proxy every second time. */
function makeMessages(calls) {
  const sdp =
    'v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\nm=audio 20000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n';
  const messages = [];
  for (let i = 0; i < calls; i++) {
    const id = (i * 2654435761).toString(16).padStart(16, '0');
    const via = n => `Via: SIP/2.0/UDP 10.0.${n}.${i % 250}:5060;branch=z9hG4bK${id}${n};rport\r\n`;
    const vias = i % 2 === 0 ? via(1) : via(2) + via(1);
    const rest = (tag, cseq, body) =>
      `${vias}Max-Forwards: 70\r\nFrom: "User ${i}" <sip:u${i}@example.com>;tag=${id.slice(6)}\r\nTo: <sip:v${i}@example.net>${tag}\r\nCall-ID: ${id}@10.0.0.1\r\nCSeq: ${cseq}\r\nContact: <sip:u${i}@10.0.0.1:5060>\r\nUser-Agent: Bench/1.0\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, PRACK\r\nSupported: 100rel, timer\r\n${body === '' ? '' : 'Content-Type: application/sdp\r\n'}Content-Length: ${body.length}\r\n\r\n${body}`;
    const tag = `;tag=t${id.slice(8)}`;
    messages.push(`INVITE sip:v${i}@example.net;user=phone SIP/2.0\r\n${rest('', '1 INVITE', sdp)}`);
    messages.push(`SIP/2.0 180 Ringing\r\n${rest(tag, '1 INVITE', '')}`);
    messages.push(`SIP/2.0 200 OK\r\n${rest(tag, '1 INVITE', sdp)}`);
    messages.push(`ACK sip:v${i}@10.0.0.2:5060 SIP/2.0\r\n${rest(tag, '1 ACK', '')}`);
    messages.push(`BYE sip:v${i}@10.0.0.2:5060 SIP/2.0\r\n${rest(tag, '2 BYE', '')}`);
  }
  return { bytes: Buffer.from(messages.join(''), 'latin1'), lengths: messages.map(text => text.length) };
}

const starts = [];
const ends = [];
let bytes;
if (process.argv[3] === undefined) {
  const made = makeMessages(5000);
  bytes = made.bytes;
  let at = 0;
  for (const length of made.lengths) {
    starts.push(at);
    at += length;
    ends.push(at);
  }
} else {
  // Global header 24, record header 16, Ethernet 14, IPv4 20, UDP 8.
  bytes = readFileSync(process.argv[3]);
  for (let at = 24; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 8);
    if (sniffSip(bytes, at + 58, at + 16 + length) === 1) {
      starts.push(at + 58);
      ends.push(at + 16 + length);
    }
    at += 16 + length;
  }
}
const start = Int32Array.from(starts);
const end = Int32Array.from(ends);
const count = start.length;
const scan = new SipScan();
const ids = new Map();

function hashes() {
  return (
    hashBytes(bytes, scan.branchStart, scan.branchEnd) ^
    hashBytes(bytes, scan.fromTagStart, scan.fromTagEnd) ^
    hashBytes(bytes, scan.toTagStart, scan.toTagEnd)
  );
}

function legOf() {
  const id = bytes.latin1Slice(scan.callIdStart, scan.callIdEnd);
  const known = ids.get(id);
  if (known !== undefined) return known;
  ids.set(id, ids.size);
  return ids.size;
}

function walkLines(at, stop) {
  let lines = 0;
  while (at < stop && bytes[at] !== 13) {
    at = bytes.indexOf(10, at) + 1;
    lines++;
  }
  return lines;
}

const steps = {
  'lines only': i => walkLines(start[i], end[i]),
  sniff: i => sniffSip(bytes, start[i], end[i]),
  scan: i => scanSip(bytes, start[i], end[i], scan),
  'scan, branch and tags hashed': i => scanSip(bytes, start[i], end[i], scan) ^ hashes(),
  'scan, hashes, Call-ID looked up': i => scanSip(bytes, start[i], end[i], scan) ^ hashes() ^ legOf(),
};

let total = 0;
for (let i = 0; i < count; i++) total += end[i] - start[i];
console.log(`${count} messages of ${Math.round(total / count)} bytes`);
for (const [name, step] of Object.entries(steps)) {
  const run = new Function('step', 'count', 'let sum = 0; for (let i = 0; i < count; i++) sum ^= step(i); return sum;');
  for (let warm = 0; warm < 8; warm++) run(step, count);
  const rates = [];
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage().user;
    for (let repeat = 0; repeat < 10; repeat++) run(step, count);
    rates.push((10 * count) / (process.cpuUsage().user - before));
  }
  rates.sort((a, b) => a - b);
  console.log(`${name.padEnd(34)} ${rates[2].toFixed(2)} M/s, ${(1e3 / rates[2]).toFixed(0)} ns`);
}
