import { describe, expect, test } from 'vitest';
import { peelIpv4 } from '../../../collector/packet/ipv4.ts';
import { DEFAULT_LIMITS } from '../../../collector/packet/limits.ts';
import { Packet } from '../../../collector/packet/packet.ts';
import { TcpConnections } from '../../../collector/packet/tcp-connections.ts';
import { TcpReassembly } from '../../../collector/packet/tcp-reassembly.ts';
import { ACK, Bench, ethernet, frameOf, ipv4, RST, SYN, tcp } from '../../support/packet-builder.ts';

/** Segments between two hosts; `a` speaks from port 1 to 2, `b` back. */
class Pair extends Bench {
  a(payload: string, sequence: number, flags = ACK, acknowledgement = 0): this {
    this.take(
      ethernet(
        ipv4(tcp(payload, { sourcePort: 1, destinationPort: 2, sequence, flags, acknowledgement }), { protocol: 6 }),
      ),
    );
    return this;
  }
  b(payload: string, sequence: number, flags = ACK, acknowledgement = 0): this {
    const ip = { protocol: 6, source: '10.0.0.2', destination: '10.0.0.1' };
    this.take(
      ethernet(ipv4(tcp(payload, { sourcePort: 2, destinationPort: 1, sequence, flags, acknowledgement }), ip)),
    );
    return this;
  }
}

describe('opening', () => {
  test('both sides may open at once', () => {
    const pair = new Pair()
      .a('', 99, SYN)
      .b('', 499, SYN)
      .a('', 99, SYN | ACK, 500)
      .b('', 499, SYN | ACK, 100);
    pair.a('hello', 100).b('world', 500);
    expect(pair.streams()).toEqual(['hello', 'world']);
    expect(pair.events[0].stream.reverse).toBe(pair.events[1].stream);
  });

  test('a SYN-ACK that was captured before its SYN opens the same connection', () => {
    const pair = new Pair()
      .b('', 499, SYN | ACK, 100)
      .a('', 99, SYN)
      .a('hello', 100)
      .b('world', 500);
    expect(pair.streams()).toEqual(['hello', 'world']);
  });

  test('a SYN-ACK that answers another SYN ends what was there, both ways', () => {
    const pair = new Pair()
      .a('old', 100)
      .b('older', 500)
      .b('', 7000, SYN | ACK, 9000)
      .a('new', 9000);
    pair.decoder.finish();
    expect(pair.streams()).toEqual(['~old$', '~older$', '~new$']);
  });

  test('a SYN-ACK that answers a SYN the capture missed ends a stream whose own SYN it had', () => {
    const pair = new Pair()
      .a('', 99, SYN)
      .b('', 499, SYN | ACK, 100)
      .a('old', 100)
      .b('', 7000, SYN | ACK, 9000);
    expect(pair.streams()).toEqual(['old$']);
  });

  test('after the end of a stream the same ports may be used without a SYN in the capture', () => {
    const pair = new Pair()
      .a('', 99, SYN)
      .a('one', 100, ACK | 1)
      .a('two', 5000);
    pair.decoder.finish();
    expect(pair.streams()).toEqual(['one$', '~two$']);
  });
});

describe('resetting', () => {
  test('a refused SYN ends the stream although the refuser never sent anything', () => {
    const pair = new Pair().a('fast open', 100).b('', 0, RST | ACK, 109);
    expect(pair.streams()).toEqual(['~fast open$']);
  });

  test('a reset nobody knows changes nothing', () => {
    const pair = new Pair().b('', 0, RST);
    expect(pair.events).toEqual([]);
  });
});

test('a host that opens again to itself on one port leaves one stream', () => {
  const shed = new Bench().decoder.shed;
  const connections = new TcpConnections(new TcpReassembly(new Bench(), DEFAULT_LIMITS, shed), DEFAULT_LIMITS, shed);
  const p = new Packet();
  p.load(frameOf(ipv4(Buffer.alloc(0), { destination: '10.0.0.1' })));
  peelIpv4(p);
  connections.onSyn(p, undefined, undefined, 7, 7, 1, undefined);
  connections.onSyn(p, connections.find(p, 7, 7), connections.findReverse(p, 7, 7), 7, 7, 900, undefined);
  expect(connections.size).toBe(1);
  connections.finish();
  expect(connections.size).toBe(0);
});
