// Agreement with tshark, frame by frame, on captures that others made. Skipped where they or tshark are not at hand.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Frame } from '../../../collector/model/frame.ts';
import type { Datagram } from '../../../collector/model/packet.ts';
import { PacketDecoder } from '../../../collector/packet/decode.ts';
import type { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { addressText } from '../../support/packet-builder.ts';

const CORPUS = new URL('../../../../shared/corpus/', import.meta.url).pathname;
const UDP_FILES = [
  'CESNET-ipfixprobe/sip.pcap',
  'irontec-sngrep/aaa.pcap',
  'irontec-sngrep/ipv6frag.pcap',
  'NormB-sipnab/h263-over-rtp.pcap',
  'NormB-sipnab/sip-proxy.pcap',
  'NormB-sipnab/b2bua-asterisk.pcapng',
  'asterisk-testsuite/ulaw-2013785496.pcap',
  'sipcapture-hepagent.rs/sip_ipv6.pcap',
];
const TCP_FILES = [
  'NormB-sipnab/sip-over-tcp.pcap',
  'irontec-sngrep/ipip.pcap',
  'OISF-suricata-verify/sip-tcp.pcap',
  'OISF-suricata-verify/sip-tcp-pattern-matching.pcap',
];

function tshark(...args: string[]): Buffer {
  return execFileSync('tshark', args, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
}

const hasTshark = (() => {
  try {
    return tshark('--version').length > 0;
  } catch {
    return false;
  }
})();
const isReady = hasTshark && existsSync(CORPUS);

/** Every frame of a capture of any format, by way of classic pcap. */
function* framesOf(file: string): Generator<Frame> {
  const data = tshark('-r', CORPUS + file, '-F', 'pcap', '-w', '-');
  const frame = new Frame();
  frame.bytes = data;
  frame.linkType = data.readUInt32LE(20);
  for (let at = 24; at < data.length; at = frame.end) {
    frame.number++;
    frame.timeMicros = data.readUInt32LE(at) * 1e6 + data.readUInt32LE(at + 4);
    frame.start = at + 16;
    frame.end = frame.start + data.readUInt32LE(at + 8);
    frame.originalLength = data.readUInt32LE(at + 12);
    frame.offset = frame.start;
    yield frame;
  }
}

/** The fields of the innermost layers, one array a frame. */
function fieldsOf(file: string, filter: string, fields: readonly string[]): string[][] {
  const wanted = fields.flatMap(field => ['-e', field]);
  const options = ['-Y', filter, '-T', 'fields', '-E', 'occurrence=l', '-o', 'tcp.relative_sequence_numbers:FALSE'];
  const text = tshark('-r', CORPUS + file, ...options, ...wanted).toString();
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split('\t'));
}

/** tshark writes IPv6 addresses short; here they are 32 hex digits. */
function plainAddress(text: string): string {
  if (!text.includes(':')) return text;
  const [head, tail] = text.split('::').map(half => half.split(':').filter(group => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - (tail?.length ?? 0) }, () => '0');
  return [...head, ...(tail === undefined ? [] : [...zeros, ...tail])].map(group => group.padStart(4, '0')).join('');
}

const nothing = () => {};
const flowOf = (d: Datagram) =>
  [
    addressText(d.addresses, d.sourceAddress, d.addressLength),
    addressText(d.addresses, d.destinationAddress, d.addressLength),
    d.sourcePort,
    d.destinationPort,
  ].join(' ');

describe.skipIf(!isReady)('like tshark', () => {
  test.each(UDP_FILES.filter(file => existsSync(CORPUS + file)))(
    '%s: frame, addresses, ports and length of every UDP datagram',
    file => {
      const ours: string[] = [];
      const decoder = new PacketDecoder({
        onDatagram: d => ours.push(`${d.frameNumber} ${flowOf(d)} ${d.end - d.start + d.missing}`),
        onStream: nothing,
        onStreamGap: nothing,
        onStreamEnd: nothing,
        onGivenUp: nothing,
        onIcmpError: nothing,
      });
      for (const frame of framesOf(file)) decoder.decode(frame);
      const fields = [
        'frame.number',
        'ip.src',
        'ip.dst',
        'ipv6.src',
        'ipv6.dst',
        'udp.srcport',
        'udp.dstport',
        'udp.length',
      ];
      const theirs = fieldsOf(file, 'udp && !icmp && !icmpv6', fields).map(
        ([number, src, dst, src6, dst6, from, to, length]) =>
          [number, plainAddress(src || src6), plainAddress(dst || dst6), from, to, Number(length) - 8].join(' '),
      );
      expect(theirs.length).toBeGreaterThan(0);
      expect(ours).toEqual(theirs);
    },
  );

  test.each(TCP_FILES.filter(file => existsSync(CORPUS + file)))(
    '%s: every byte of every TCP direction, once',
    file => {
      const ours = new Map<string, number>();
      const add = (_stream: TcpStream, d: Datagram) =>
        ours.set(flowOf(d), (ours.get(flowOf(d)) ?? 0) + d.end - d.start);
      const decoder = new PacketDecoder({
        onDatagram: nothing,
        onStream: add,
        onStreamGap: nothing,
        onStreamEnd: nothing,
        onGivenUp: nothing,
        onIcmpError: nothing,
      });
      for (const frame of framesOf(file)) decoder.decode(frame);
      decoder.finish();
      const fields = ['ip.src', 'ip.dst', 'tcp.srcport', 'tcp.dstport', 'tcp.seq', 'tcp.len'];
      const covered = new Map<string, Set<number>>();
      for (const [source, destination, from, to, sequence, length] of fieldsOf(file, 'tcp.len > 0', fields)) {
        const flow = [source, destination, from, to].join(' ');
        const set = covered.get(flow) ?? new Set<number>();
        for (let i = 0; i < Number(length); i++) set.add((Number(sequence) + i) >>> 0);
        covered.set(flow, set);
      }
      expect(covered.size).toBeGreaterThan(0);
      expect(Object.fromEntries(ours)).toEqual(Object.fromEntries([...covered].map(([flow, set]) => [flow, set.size])));
    },
  );
});
