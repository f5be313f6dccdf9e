// The capture of the walk (docs/walk.md): calls of an office, and among them one of a customer whose ACKs never arrive.

import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoint, PcapWriter } from '../bench/capture/pcap-writer.mjs';
import { makeCapture } from '../bench/make-capture.mjs';
import { FIXTURES } from './captures.ts';

/** The number in From of the customer's call. */
export const CUSTOMER = '+4930901820';
/** First packet of what make-capture.mjs writes, s since the epoch. */
const OFFICE_BEGINS = 1_750_000_000;
const PCAP_HEADER = 24;

/** A file of the office's `calls` and the customer's one, which begins ten seconds after the first of them. */
export function writeWalk(path: string, calls: number): void {
  makeCapture(path, { calls });
  const customer = `${path}.customer`;
  writeCustomer(customer);
  // Both are of one writer, so the packets of one may stand behind those of the other.
  appendFileSync(path, readFileSync(customer).subarray(PCAP_HEADER));
}

/**
 * The recorded call under the customer's number. The fixture is little-endian Ethernet with times in µs, and holds UDP over IPv4 alone
 * (fixtures/pcap/ack-lost.md).
 */
function writeCustomer(path: string): void {
  const file = readFileSync(join(FIXTURES, 'ack-lost.pcap'));
  const writer = new PcapWriter(path);
  const first = file.readUInt32LE(PCAP_HEADER);
  for (let at = PCAP_HEADER; at < file.length; at += 16 + file.readUInt32LE(at + 8)) {
    const frame = file.subarray(at + 16, at + 16 + file.readUInt32LE(at + 8));
    const udp = 14 + 4 * ((frame[14] ?? 0) & 0x0f);
    const from = endpoint(frame.subarray(26, 30).join('.'), frame.readUInt16BE(udp));
    const to = endpoint(frame.subarray(30, 34).join('.'), frame.readUInt16BE(udp + 2));
    const payload = frame
      .subarray(udp + 8)
      .toString('latin1')
      .replaceAll('sip:alice@', `sip:${CUSTOMER}@`);
    const time = OFFICE_BEGINS + 10 + file.readUInt32LE(at) - first + file.readUInt32LE(at + 4) / 1e6;
    writer.write(time, from, to, payload);
  }
  writer.close();
}
