// A call on its way through many hosts: one Call-ID, a message on each hop, for ladders that are wider than a window and longer than a page.

import { type PacketRecord, udpFrame } from './pcap-builder.ts';
import { EPOCH, messageText } from './trace.ts';

/** Between two hops, ms. */
const HOP = 2;
const OFFER = 'v=0\r\no=- 1 1 IN IP4 10.1.0.1\r\ns=-\r\nc=IN IP4 10.1.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 0\r\n';

/** The hosts of a way, the caller first. */
export const hostOfWay = (at: number): string => `10.1.0.${at + 1}`;

/**
 * Packets of one answered call between `hosts` hosts in a row, with `updates` re-INVITEs that go the whole way:
 * `(hosts - 1) * (7 + 5 * updates) - 2` messages or so, see `countOfWay`.
 */
export function longWay(hosts: number, updates = 0): PacketRecord[] {
  const way = new Way(hosts);
  way.invite(1, 0);
  for (let at = 0; at < updates; at += 1) way.invite(at + 2, 1000 * (at + 1));
  way.ask('BYE', updates + 2, 1000 * (updates + 1));
  return way.records.sort((a, b) => (a.timeMicros ?? 0) - (b.timeMicros ?? 0));
}

/** Messages that `longWay` makes. */
export const countOfWay = (hosts: number, updates = 0): number => (hosts - 1) * (5 * (updates + 1) + 2);

class Way {
  readonly records: PacketRecord[] = [];
  readonly #hosts: number;

  constructor(hosts: number) {
    this.#hosts = hosts;
  }

  /** INVITE there with a 100 on each hop, 180 and 200 back, ACK there. */
  invite(cseq: number, at: number): void {
    const { last } = this;
    this.#there('INVITE', cseq, at, OFFER);
    for (let hop = 0; hop < last; hop += 1) this.#back(100, 'INVITE', cseq, at + (hop + 1) * HOP + 1, hop);
    for (const [code, wait] of [
      [180, 100],
      [200, 300],
    ] as const)
      for (let hop = last - 1; hop >= 0; hop -= 1)
        this.#back(code, 'INVITE', cseq, at + wait + (last - hop) * HOP, hop, code === 200 ? OFFER : '');
    this.#there('ACK', cseq, at + 500);
  }

  /** A request there, 200 back. */
  ask(method: string, cseq: number, at: number): void {
    this.#there(method, cseq, at);
    for (let hop = this.last - 1; hop >= 0; hop -= 1)
      this.#back(200, method, cseq, at + 100 + (this.last - hop) * HOP, hop);
  }

  private get last(): number {
    return this.#hosts - 1;
  }

  #there(method: string, cseq: number, at: number, body = ''): void {
    const toTag = method === 'INVITE' && cseq === 1 ? undefined : 'b';
    for (let hop = 0; hop < this.last; hop += 1)
      this.#say(`${method} sip:bob@example.net SIP/2.0`, method, cseq, at + hop * HOP, hop, hop + 1, toTag, body);
  }

  #back(code: number, method: string, cseq: number, at: number, hop: number, body = ''): void {
    this.#say(`SIP/2.0 ${code} Words`, method, cseq, at, hop + 1, hop, code === 100 ? undefined : 'b', body);
  }

  #say(
    start: string,
    method: string,
    cseq: number,
    at: number,
    from: number,
    to: number,
    toTag: string | undefined,
    body: string,
  ): void {
    // The Vias of a request, or of its response, on the hop between the two: the nearest to the caller last.
    const hop = Math.min(from, to);
    const via = Array.from({ length: hop + 1 }, (_, back) => hostOfWay(hop - back));
    const branch = `z9hG4bK-${method === 'ACK' ? 'ACK' : method}-${cseq}-${hop}`;
    const text = messageText(start, method, {
      callId: 'long-way',
      cseq,
      branch,
      via,
      body,
      ...(toTag !== undefined && { toTag }),
      headers: body === '' ? [] : ['Content-Type: application/sdp'],
    });
    const bytes = udpFrame(text, {
      from: `${hostOfWay(from)}:5060`,
      to: `${hostOfWay(to)}:5060`,
      id: this.records.length,
    });
    this.records.push({ bytes, timeMicros: EPOCH + at * 1000 });
  }
}
