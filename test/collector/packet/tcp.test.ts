import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Transport } from '../../../collector/model/packet.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import type { FrameOptions, TcpOptions } from '../../support/packet-builder.ts';
import {
  ACK,
  Bench,
  ethernet,
  FIN,
  ipv4,
  ipv6,
  RST,
  SECOND,
  SYN,
  TEST_TIME,
  tcp,
} from '../../support/packet-builder.ts';

let identification = 1;

/** A client at 10.0.0.1:40000 (sequence numbers from 1000) and a server at 10.0.0.2:5060 (from 5000). */
class Talk extends Bench {
  now = TEST_TIME;
  client(payload: string, o: TcpOptions = {}, frame: FrameOptions = {}): number {
    return this.take(ethernet(ipv4(tcp(payload, o), { protocol: 6, identification: identification++ })), {
      timeMicros: this.now,
      ...frame,
    });
  }
  server(payload: string, o: TcpOptions = {}, frame: FrameOptions = {}): number {
    const segment = tcp(payload, { sourcePort: 5060, destinationPort: 40000, sequence: 5000, ...o });
    const ip = { protocol: 6, source: '10.0.0.2', destination: '10.0.0.1', identification: identification++ };
    return this.take(ethernet(ipv4(segment, ip)), { timeMicros: this.now, ...frame });
  }
  /** SYN and SYN-ACK: data then begins at 1000 and 5000. */
  opened(): this {
    this.client('', { sequence: 999, flags: SYN });
    this.server('', { sequence: 4999, acknowledgement: 1000, flags: SYN | ACK });
    return this;
  }
  later(micros: number): this {
    this.now += micros;
    return this;
  }
  finished(): string[] {
    this.decoder.finish();
    return this.streams();
  }
}

describe('in order', () => {
  test('bytes of both directions are handed on with the place where they lie', () => {
    const talk = new Talk().opened();
    expect(talk.client('hello', { sequence: 1000 }, { offset: 500 })).toBe(Outcome.Handed);
    expect(talk.server('world', { sequence: 5000 }, { offset: 700 })).toBe(Outcome.Handed);
    expect(talk.outcomes.slice(0, 2)).toEqual([Reason.TcpWithoutPayload, Reason.TcpWithoutPayload]);
    expect(talk.events).toMatchObject([
      {
        seen: {
          payload: 'hello',
          source: '10.0.0.1',
          sourcePort: 40000,
          offset: 554,
          frameNumber: 3,
          transport: Transport.Tcp,
        },
      },
      { seen: { payload: 'world', source: '10.0.0.2', sourcePort: 5060, offset: 754, frameNumber: 4 } },
    ]);
    const [one, two] = talk.events.map(event => event.stream);
    expect(one.reverse).toBe(two);
    expect(two.reverse).toBe(one);
    expect(talk.finished()).toEqual(['hello$', 'world$']);
  });

  test('TCP options are no payload', () => {
    const talk = new Talk();
    talk.client('data', { options: Buffer.alloc(12, 1) });
    expect(talk.finished()).toEqual(['~data$']);
  });

  test('IPv6 carries TCP too', () => {
    const talk = new Talk();
    expect(talk.take(ethernet(ipv6(tcp('six'), { nextHeader: 6 })))).toBe(Outcome.Handed);
    expect(talk.finished()).toEqual(['~six$']);
  });

  test('data in a SYN begins behind the SYN', () => {
    const talk = new Talk();
    talk.client('fast', { sequence: 999, flags: SYN });
    talk.client('open', { sequence: 1004 });
    expect(talk.finished()).toEqual(['fastopen$']);
  });

  test('sequence numbers wrap', () => {
    const talk = new Talk();
    talk.client('', { sequence: 0xfffffffc, flags: SYN });
    talk.client('abc', { sequence: 0xfffffffd });
    talk.client('ghi', { sequence: 3 });
    talk.client('def', { sequence: 0 });
    expect(talk.finished()).toEqual(['abcdefghi$']);
  });
});

describe('out of order', () => {
  test('a segment behind a hole waits, and is delivered as part of the frame that fills the hole', () => {
    const talk = new Talk().opened();
    talk.client('one', { sequence: 1000 });
    expect(talk.client('three', { sequence: 1006 })).toBe(Outcome.Held);
    expect(talk.later(10).client('two', { sequence: 1003 })).toBe(Outcome.Handed);
    const seen = talk.events.flatMap(event => (event.kind === 'bytes' ? [event.seen] : []));
    expect(seen.map(d => [d.payload, d.frameNumber, d.timeMicros - TEST_TIME])).toEqual([
      ['one', 3, 0],
      ['two', 5, 10],
      ['three', 5, 10],
    ]);
    expect(seen[2].offset).toBe(-1);
    expect(talk.decoder.waitingBytes).toBe(0);
    expect(talk.finished()).toEqual(['onetwothree$']);
    expect(talk.givenUp).toEqual([]);
  });

  test('a retransmission that is partly new gives only what is new', () => {
    const talk = new Talk().opened();
    talk.client('abc', { sequence: 1000 });
    expect(talk.client('abcdef', { sequence: 1000 })).toBe(Outcome.Handed);
    expect(talk.finished()).toEqual(['abcdef$']);
  });

  test('where segments overlap, the first wins', () => {
    const talk = new Talk().opened();
    talk.client('CD', { sequence: 1002 });
    talk.client('xxcdef', { sequence: 1000 });
    talk.client('YYYYYYgh', { sequence: 1000 });
    expect(talk.finished()).toEqual(['xxCDefgh$']);
  });

  test('a copy of a segment that waits is a retransmission', () => {
    const talk = new Talk().opened();
    talk.client('later', { sequence: 1010 });
    expect(talk.client('later', { sequence: 1010 })).toBe(Reason.TcpRetransmission);
    expect(talk.client('ate', { sequence: 1011 })).toBe(Reason.TcpRetransmission);
    expect(talk.decoder.tcpRetransmissions).toBe(2);
  });
});

describe('sent twice and captured twice', () => {
  const packet = (id: number) => ethernet(ipv4(tcp('hello'), { protocol: 6, identification: id }));

  test('the same segment with another IP identification is a retransmission', () => {
    const bench = new Bench();
    bench.take(packet(50));
    expect(bench.take(packet(51))).toBe(Reason.TcpRetransmission);
  });
  test('with the same one within 50 ms it is the same frame, captured twice', () => {
    const bench = new Bench();
    bench.take(packet(50));
    expect(bench.take(packet(50), { timeMicros: TEST_TIME + 50_000 })).toBe(Reason.DuplicateFrame);
    expect(bench.decoder.duplicateSegments).toBe(1);
  });
  test('later than 50 ms it is a retransmission', () => {
    const bench = new Bench();
    bench.take(packet(50));
    expect(bench.take(packet(50), { timeMicros: TEST_TIME + 50_001 })).toBe(Reason.TcpRetransmission);
  });
  test('without IP identification the checksum decides', () => {
    const bench = new Bench();
    const six = (checksum: number) => ethernet(ipv6(tcp('hello', { checksum }), { nextHeader: 6 }));
    bench.take(six(1));
    expect(bench.take(six(1))).toBe(Reason.DuplicateFrame);
    expect(bench.take(six(2))).toBe(Reason.TcpRetransmission);
  });
  test('a keep-alive probe is neither', () => {
    const talk = new Talk().opened();
    talk.client('hello', { sequence: 1000 });
    expect(talk.client('o', { sequence: 1004 })).toBe(Reason.KeepAlive);
    expect(talk.client('', { sequence: 1004 })).toBe(Reason.TcpWithoutPayload);
    expect(talk.finished()).toEqual(['hello$']);
  });
});

describe('holes', () => {
  /** `one`, a hole of three bytes, `three`. */
  const withHole = () => {
    const talk = new Talk().opened();
    talk.client('one', { sequence: 1000 });
    talk.client('three', { sequence: 1006 });
    return talk;
  };

  test('an acknowledgement beyond it proves that the capture missed it', () => {
    const talk = withHole();
    talk.server('', { acknowledgement: 1003 });
    talk.server('', { acknowledgement: 1005 });
    expect(talk.streams()).toEqual(['one']);
    talk.server('', { acknowledgement: 1011 });
    expect(talk.streams()).toEqual(['one[-3]three']);
    expect(talk.events.at(-1)).toMatchObject({ seen: { frameNumber: 4 } });
  });

  test('an acknowledgement of just the hole proves it too', () => {
    const talk = withHole();
    talk.server('', { acknowledgement: 1006 });
    expect(talk.streams()).toEqual(['one[-3]three']);
  });

  test('a segment without the ACK flag proves nothing, whatever stands in the field', () => {
    const talk = withHole();
    talk.server('reply', { acknowledgement: 1011, flags: 0 });
    expect(talk.streams()).toEqual(['one', 'reply']);
  });

  test('an older acknowledgement takes nothing back', () => {
    const talk = new Talk().opened();
    talk.client('one', { sequence: 1000 });
    talk.server('', { acknowledgement: 1011 });
    talk.server('', { acknowledgement: 1000 });
    expect(talk.client('three', { sequence: 1006 })).toBe(Outcome.Handed);
  });

  test('one that was acknowledged before is not waited for', () => {
    const talk = new Talk().opened();
    talk.client('one', { sequence: 1000 });
    talk.server('', { acknowledgement: 1011 });
    expect(talk.client('three', { sequence: 1006 })).toBe(Outcome.Handed);
    expect(talk.streams()).toEqual(['one[-3]three']);
  });

  test('it is given up after 5 s of capture time, whoever sends next', () => {
    const talk = withHole();
    talk.later(5 * SECOND).take(ethernet(Buffer.alloc(28), 0x0806), { timeMicros: talk.now });
    expect(talk.streams()).toEqual(['one']);
    talk.later(200_000).take(ethernet(Buffer.alloc(28), 0x0806), { timeMicros: talk.now });
    expect(talk.streams()).toEqual(['one[-3]three']);
    expect(talk.events.at(-1)).toMatchObject({ seen: { frameNumber: 4, timeMicros: TEST_TIME } });
  });

  test('bytes that come after it was given up end under TCP gap', () => {
    const talk = withHole();
    talk.server('', { acknowledgement: 1011 });
    expect(talk.client('two', { sequence: 1003 })).toBe(Reason.TcpGap);
    expect(talk.finished()).toEqual(['one[-3]three$']);
  });

  test('the end of the capture gives it up, and one before a FIN', () => {
    const talk = withHole();
    talk.client('', { sequence: 1020, flags: FIN | ACK });
    expect(talk.finished()).toEqual(['one[-3]three[-9]$']);
  });

  test('one that too much waits behind is given up, and counted', () => {
    const talk = new Talk({ tcpStreamWaitingBytes: 1000 }).opened();
    talk.client('a', { sequence: 1000 });
    talk.client('b'.repeat(500), { sequence: 1011 });
    expect(talk.decoder.waitingBytes).toBeGreaterThanOrEqual(500);
    talk.client('c'.repeat(500), { sequence: 1511 });
    expect(talk.streams()).toEqual([`a[-10]${'b'.repeat(500)}${'c'.repeat(500)}`]);
    expect(talk.decoder.shed['tcp bytes']).toBe(10);
    expect(talk.decoder.waitingBytes).toBe(0);
  });

  test('when too much waits in all streams together, the oldest hole goes first', () => {
    const talk = new Talk({ tcpWaitingBytes: 2000 });
    for (let port = 1; port <= 3; port++) {
      talk.client('a', { sourcePort: port });
      talk.client('x'.repeat(600), { sourcePort: port, sequence: 1003 });
    }
    expect(talk.streams().map(line => line.includes('[-2]'))).toEqual([true, false, false]);
    expect(talk.decoder.waitingBytes).toBeLessThanOrEqual(2000);
  });

  test('what the snap length cut is a hole at once', () => {
    const talk = new Talk().opened();
    expect(talk.client('0123456789', { sequence: 1000 }, { snap: 14 + 20 + 20 + 4 })).toBe(Outcome.Handed);
    expect(talk.client('0123456789', { sequence: 1010 }, { snap: 14 + 20 + 20 })).toBe(Reason.Truncated);
    talk.client('end', { sequence: 1020 });
    expect(talk.finished()).toEqual(['0123[-6][-10]end$']);
  });
});

describe('joined in mid-stream', () => {
  test('it starts with the first payload seen', () => {
    const talk = new Talk();
    talk.client('', { sequence: 990 });
    talk.client('middle', { sequence: 1000 });
    expect(talk.finished()).toEqual(['~middle$']);
  });

  test('a slightly earlier segment that comes next is not lost: it is a short stream of its own', () => {
    const talk = new Talk();
    talk.client('second', { sequence: 1005 });
    expect(talk.client('first', { sequence: 1000 })).toBe(Outcome.Handed);
    expect(talk.client('first', { sequence: 1000 })).toBe(Reason.TcpRetransmission);
    talk.client('third', { sequence: 1011 });
    expect(talk.finished()).toEqual(['~secondthird$', '~first$']);
  });

  test('an earlier segment that reaches into the stream gives each byte once', () => {
    const talk = new Talk();
    talk.client('cd', { sequence: 1002 });
    talk.client('abcdef', { sequence: 1000 });
    expect(talk.finished()).toEqual(['~cdef$', '~ab$']);
  });

  test('a SYN that was captured late belongs to it', () => {
    const talk = new Talk();
    talk.client('data', { sequence: 1000 });
    talk.client('', { sequence: 999, flags: SYN });
    talk.client('more', { sequence: 1004 });
    expect(talk.finished()).toEqual(['datamore$']);
  });
});

describe('ends', () => {
  test('FIN ends one direction, the other goes on', () => {
    const talk = new Talk().opened();
    talk.client('bye', { sequence: 1000, flags: FIN | ACK });
    talk.server('still here');
    expect(talk.streams()).toEqual(['bye$', 'still here']);
    talk.server('', { sequence: 5010, flags: FIN | ACK });
    expect(talk.streams()).toEqual(['bye$', 'still here$']);
  });

  test('a FIN behind a hole waits for the hole', () => {
    const talk = new Talk().opened();
    talk.client('end', { sequence: 1005, flags: FIN | ACK });
    expect(talk.streams()).toEqual([]);
    talk.client('begin', { sequence: 1000 });
    expect(talk.streams()).toEqual(['beginend$']);
  });

  test('both sides may close at once', () => {
    const talk = new Talk().opened();
    talk.client('a', { sequence: 1000, flags: FIN | ACK });
    talk.server('b', { sequence: 5000, flags: FIN | ACK });
    talk.client('', { sequence: 1002, acknowledgement: 5002 });
    talk.server('', { sequence: 5002, acknowledgement: 1002 });
    expect(talk.streams()).toEqual(['a$', 'b$']);
    expect(talk.finished()).toEqual(['a$', 'b$']);
  });

  test('a FIN that comes with old bytes is seen', () => {
    const talk = new Talk().opened();
    talk.client('data', { sequence: 1000 });
    expect(talk.client('data', { sequence: 1000, flags: FIN | ACK })).toBe(Reason.TcpRetransmission);
    expect(talk.streams()).toEqual(['data$']);
  });

  test('RST ends both directions and gives what waits', () => {
    const talk = new Talk().opened();
    talk.client('one', { sequence: 1000 });
    talk.client('three', { sequence: 1006 });
    talk.server('reply');
    expect(talk.server('', { sequence: 5005, flags: RST })).toBe(Reason.TcpWithoutPayload);
    expect(talk.streams()).toEqual(['one[-3]three$', 'reply$']);
  });

  test('a RST far from where the connection is changes nothing', () => {
    const talk = new Talk().opened();
    talk.client('one', { sequence: 1000 });
    talk.server('', { sequence: 0x50000000, flags: RST });
    talk.client('two', { sequence: 1003 });
    expect(talk.streams()).toEqual(['onetwo']);
  });

  test('a new SYN on the same ports begins new streams', () => {
    const talk = new Talk().opened();
    talk.client('old', { sequence: 1000 });
    talk.server('older');
    talk.client('', { sequence: 70_000, flags: SYN });
    talk.server('', { sequence: 90_000, acknowledgement: 70_001, flags: SYN | ACK });
    talk.client('new', { sequence: 70_001 });
    talk.server('newer', { sequence: 90_001 });
    expect(talk.finished()).toEqual(['old$', 'older$', 'new$', 'newer$']);
  });

  test('a SYN that was sent again begins nothing', () => {
    const talk = new Talk().opened();
    talk.client('one', { sequence: 1000 });
    talk.client('', { sequence: 999, flags: SYN });
    talk.server('', { sequence: 4999, acknowledgement: 1000, flags: SYN | ACK });
    talk.client('two', { sequence: 1003 });
    expect(talk.finished()).toEqual(['onetwo$']);
  });

  test('a sequence number far away is a new connection whose SYN was missed', () => {
    const talk = new Talk().opened();
    talk.client('old', { sequence: 1000 });
    talk.client('new', { sequence: 0x70000000 });
    talk.client('er', { sequence: 0x70000003 });
    expect(talk.finished()).toEqual(['old$', '~newer$']);
  });

  test('a host that talks to itself on one port makes no trouble', () => {
    const talk = new Talk();
    const self = { sourcePort: 7, destinationPort: 7 };
    const take = (payload: string, o: TcpOptions) =>
      talk.take(ethernet(ipv4(tcp(payload, { ...self, ...o }), { protocol: 6, destination: '10.0.0.1' })));
    take('', { sequence: 1, flags: SYN });
    take('', { sequence: 900, flags: SYN });
    take('x', { sequence: 901, acknowledgement: 901 });
    take('', { sequence: 902, flags: RST });
    expect(talk.finished()).toEqual(['x$']);
  });
});

describe('bounds', () => {
  test('the longest silent stream makes room, and live ones are counted', () => {
    const talk = new Talk({ tcpStreams: 3 });
    for (let port = 1; port <= 5; port++) talk.client(`p${port}`, { sourcePort: port });
    expect(talk.streams()).toEqual(['~p1$', '~p2$', '~p3', '~p4', '~p5']);
    expect(talk.decoder.shed['tcp streams']).toBe(2);
  });

  test('a stream that is silent for an hour has ended', () => {
    const talk = new Talk();
    talk.client('data');
    talk.later(3601 * SECOND).client('other', { sourcePort: 9 });
    expect(talk.streams()).toEqual(['~data$', '~other']);
    expect(talk.decoder.shed['tcp idle streams']).toBe(1);
  });

  test('a stream that never gave a byte ends without a word', () => {
    expect(new Talk().opened().finished()).toEqual([]);
  });
});

// ───────────────────────────── properties ─────────────────────────────

const SEED = 20260101;
const STREAM = Array.from({ length: 300 }, (_, i) => String.fromCharCode(33 + (i % 90))).join('');

/** Cuts the stream at some places and orders the pieces, some of them twice, some reaching over their neighbours. */
const deliveries = fc
  .uniqueArray(fc.integer({ min: 1, max: STREAM.length - 1 }), { maxLength: 20 })
  .map(cuts => [0, ...cuts.sort((a, b) => a - b), STREAM.length])
  .chain(cuts => {
    const exact = cuts.slice(1).map((end, i) => ({ start: cuts[i], end }));
    const extra = fc.tuple(fc.nat(STREAM.length - 1), fc.integer({ min: 1, max: 60 }));
    return fc.tuple(fc.array(extra, { maxLength: 12 }), fc.constant(exact)).chain(([extras, pieces]) => {
      const all = [
        ...pieces,
        ...extras.map(([start, length]) => ({ start, end: Math.min(start + length, STREAM.length) })),
      ];
      return fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 0, max: 0xffffffff }));
    });
  });

const textOf = (talk: Talk) => talk.streams().join('|');

describe('whatever the segmentation', () => {
  test('any order, overlap and repetition gives exactly the stream, every byte once', () => {
    fc.assert(
      fc.property(deliveries, ([pieces, first]) => {
        const talk = new Talk();
        talk.client('', { sequence: (first - 1) >>> 0, flags: SYN });
        for (const { start, end } of pieces) {
          talk.client(STREAM.slice(start, end), { sequence: (first + start) >>> 0 });
        }
        expect(textOf(talk)).toBe(STREAM);
        expect(talk.decoder.waitingBytes).toBe(0);
        expect(talk.givenUp).toEqual([]);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('with segments lost, everything else comes in order and the gaps add up', () => {
    const lossy = fc.tuple(deliveries, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }));
    fc.assert(
      fc.property(lossy, ([[pieces, first], isLost]) => {
        const talk = new Talk();
        const present = new Set<number>();
        talk.client('', { sequence: (first - 1) >>> 0, flags: SYN });
        pieces.forEach(({ start, end }, i) => {
          if (isLost[i % 40]) return;
          for (let at = start; at < end; at++) present.add(at);
          talk.client(STREAM.slice(start, end), { sequence: (first + start) >>> 0 });
        });
        talk.client('', { sequence: (first + STREAM.length) >>> 0, flags: FIN | ACK });
        talk.decoder.finish();
        expect(textOf(talk)).toBe(`${withGaps(present)}$`);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('every cut of a stream into two and three segments, in every order', () => {
    const text = 'abcdefgh';
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (let a = 1; a < text.length; a++) {
      for (let b = a; b <= text.length; b++) {
        for (const order of orders) {
          const talk = new Talk().opened();
          const cuts = [
            [0, a],
            [a, b],
            [b, text.length],
          ];
          for (const i of order) talk.client(text.slice(cuts[i][0], cuts[i][1]), { sequence: 1000 + cuts[i][0] });
          expect(talk.streams()).toEqual([text]);
        }
      }
    }
  });
});

function withGaps(present: ReadonlySet<number>): string {
  let text = '';
  let missing = 0;
  for (let at = 0; at < STREAM.length; at++) {
    if (!present.has(at)) {
      missing++;
      continue;
    }
    if (missing > 0) text += `[-${missing}]`;
    missing = 0;
    text += STREAM[at];
  }
  return missing > 0 ? `${text}[-${missing}]` : text;
}
