// HEP that others sent: kamailio's, beside the SIP it mirrors, and the corpus's, against facts made without our code.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HepFramer } from '../../../collector/hep/framer.ts';
import { HepSniff, sniffHep } from '../../../collector/hep/sniff.ts';
import { HepUnpacker, Unpacked } from '../../../collector/hep/unpack.ts';
import { Frame } from '../../../collector/model/frame.ts';
import { Datagram, TRANSPORT_NAMES, Transport } from '../../../collector/model/packet.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import { PacketDecoder } from '../../../collector/packet/decode.ts';
import type { PacketSink } from '../../../collector/packet/sink.ts';
import type { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { CORPUS, FIXTURES, hasCorpus } from '../../support/captures.ts';
import { addressText } from '../../support/packet-builder.ts';
import { drain, openBytes } from '../../support/segment-frames.ts';

/** What went from one end to the other, by `UDP 10.0.0.1:5060 → 10.0.0.2:5060`. */
type Flows = Map<string, string>;

class Reader implements PacketSink {
  readonly flows: Flows = new Map();
  readonly points = new CapturePoints();
  readonly unpacker = new HepUnpacker(this.points);
  readonly types: number[] = [];
  readonly keys = new Set<string>();
  readonly correlations: string[] = [];
  readonly sniffed = new Set<number>();
  /** The largest distance of an agent's time from that of its frame, µs. */
  offMicros = 0;
  onStreamEnd(): void {}
  onGivenUp(): void {}
  onIcmpError(): void {}
  onStreamGap(): void {
    throw new Error('a fixture has no holes');
  }
  private readonly framers = new Map<TcpStream, HepFramer>();
  private readonly isHep: boolean;
  /** The piece of a stream at hand. */
  private piece = new Datagram();

  constructor(isHep: boolean) {
    this.isHep = isHep;
  }

  onDatagram(d: Datagram): void {
    if (this.isHep) this.unpack(d);
    else this.add(d);
  }

  onStream(stream: TcpStream, d: Datagram): void {
    if (!this.isHep) {
      this.add(d);
      return;
    }
    let framer = this.framers.get(stream);
    this.piece = d;
    if (framer === undefined) {
      framer = new HepFramer((bytes, start, end) =>
        this.unpack(Object.assign(new Datagram(), this.piece, { bytes, start, end })),
      );
      this.framers.set(stream, framer);
    }
    framer.push(d.bytes, d.start, d.end);
    expect(framer.skippedBytes).toBe(0);
  }

  private unpack(d: Datagram): void {
    const { unpacker } = this;
    this.sniffed.add(sniffHep(d.bytes, d.start, d.end));
    const result = unpacker.unpack(d);
    const { frame, frameBytes } = unpacker;
    this.types.push(frame.payloadType);
    this.keys.add(frameBytes.toString('latin1', frame.keyStart, frame.keyEnd));
    this.correlations.push(unpacker.correlationId);
    if (result !== Unpacked.Sip) return;
    this.offMicros = Math.max(this.offMicros, Math.abs(unpacker.datagram.timeMicros - d.timeMicros));
    this.add(unpacker.datagram);
  }

  private add(d: Datagram): void {
    const end = (at: number, port: number) => `${addressText(d.addresses, at, d.addressLength)} ${port}`;
    const flow = `${TRANSPORT_NAMES[d.transport]} ${end(d.sourceAddress, d.sourcePort)} → ${end(d.destinationAddress, d.destinationPort)}`;
    this.flows.set(flow, (this.flows.get(flow) ?? '') + d.bytes.toString('latin1', d.start, d.end));
  }
}

async function read(path: string, isHep: boolean): Promise<Reader> {
  const reader = new Reader(isHep);
  const decoder = new PacketDecoder(reader);
  for (const kept of await drain(await openBytes(readFileSync(path)))) {
    const { bytes } = kept;
    decoder.decode(Object.assign(new Frame(), kept, { start: 0, end: bytes.length }));
  }
  decoder.finish();
  return reader;
}

/** siptrace does not know the port from which kamailio opened a connection and says that of its listener: TCP without ports. */
function sorted(flows: Flows): [string, string][] {
  const keyOf = (flow: string): string => (flow.startsWith('TCP') ? flow.replace(/ \d+(?= →|$)/g, '') : flow);
  return [...flows].map(([flow, text]): [string, string] => [keyOf(flow), text]).sort(([a], [b]) => (a < b ? -1 : 1));
}

describe.each([
  ['hep-kamailio-v1', HepSniff.V1, 'HEP'],
  ['hep-kamailio-v2', HepSniff.V2, 'HEP 2001'],
  ['hep-kamailio-v3', HepSniff.V3, 'HEP 2001'],
  ['hep-kamailio-tcp', HepSniff.V3, 'HEP 2001'],
  ['hep-kamailio-ipv6', HepSniff.V3, 'HEP 2001'],
] as const)('%s', (name, version, point) => {
  const file = (suffix: string): string => join(FIXTURES, `${name}${suffix}.pcap`);

  test.skipIf(!existsSync(file('')))('is byte for byte the SIP that was captured beside it', async () => {
    const mirrored = await read(file(''), true);
    const plain = await read(file('-sip'), false);
    expect(sorted(mirrored.flows)).toEqual(sorted(plain.flows));
    expect([...mirrored.sniffed]).toEqual([version]);
    expect(mirrored.points.get(0)).toEqual({ name: point, kind: 'hep' });
    expect(mirrored.points.count).toBe(1);
    expect(mirrored.unpacker.counters).toMatchObject({
      frames: 20,
      malformed: 0,
      badChunks: 0,
      badTimes: 0,
      noAddress: 0,
    });
    expect(mirrored.offMicros).toBeLessThan(100_000);
  });
});

describe.skipIf(!hasCorpus)('the capture of hep-wireshark', () => {
  const name = 'sipcapture-hep-wireshark';
  test('holds what its facts say', async () => {
    const facts = JSON.parse(readFileSync(join(CORPUS, 'expected', `${name}__hep.pcap.json`), 'utf8')).hep;
    const reader = await read(join(CORPUS, name, 'hep.pcap'), true);
    const tally = (values: readonly number[]) =>
      Object.fromEntries([...new Set(values)].map(value => [value, values.filter(one => one === value).length]));
    expect(reader.unpacker.counters).toMatchObject({ frames: facts.packets, malformed: facts.broken, bombs: 0 });
    expect(tally(reader.types)).toEqual(facts.by_protocol_type);
    expect([...reader.keys]).toEqual(Object.keys(facts.auth_keys));
    expect(new Set(reader.correlations).size).toBe(facts.correlation_ids);
    expect(reader.correlations.every(id => id !== '')).toBe(true);
    expect(reader.points.get(0)?.name).toBe(`HEP ${Object.keys(facts.agent_ids)[0]}`);
    const text = [...reader.flows.values()].join('');
    expect(text.match(/^(?:[A-Z]+ sip:.*SIP\/2\.0|SIP\/2\.0 \d+)/gm)).toHaveLength(facts.sip.messages);
    expect([...reader.flows.keys()].every(flow => flow.startsWith(TRANSPORT_NAMES[Transport.Udp]))).toBe(true);
  });
});
