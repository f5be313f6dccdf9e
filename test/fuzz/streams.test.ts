// Damaged and hostile byte streams: whatever lies between TCP and SIP, cut anywhere, with holes, bytes changed, pieces repeated.
// Nothing throws, what is held stays bounded, and everything is given back at the end. Seeded: a failure repeats.

import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { Datagram } from '../../collector/model/packet.ts';
import { TcpStream } from '../../collector/packet/tcp-stream.ts';
import { TlsContext } from '../../collector/tls/context.ts';
import { TlsKeys } from '../../collector/tls/keys.ts';
import { content, kamailio } from '../support/hep-builder.ts';
import { type Peer, StreamBench } from '../support/stream-bench.ts';
import { type TlsTalk, tlsTalk } from '../support/tls-talk.ts';
import { messageText } from '../support/trace.ts';
import { MASK, upgradeRequest, upgradeResponse, webSocketFrame } from '../support/websocket.ts';

const INVITE = messageText('INVITE sip:bob@example.com SIP/2.0', 'INVITE', {});
const PACKED = deflateRawSync(INVITE, { finishFlush: 2 }).subarray(0, -4);
const LIMITS = { heldBytes: 200_000, webSocketMessageBytes: 20_000, httpHeadBytes: 5000 };
const ROUNDS = 1500;

type Pieces = readonly { readonly from: Peer; readonly bytes: Buffer }[];

const up = (bytes: Buffer | string, more = {}): Buffer => webSocketFrame(bytes, { mask: MASK, ...more });
const WEBSOCKET: Pieces = [
  { from: 'client', bytes: upgradeRequest() },
  { from: 'server', bytes: upgradeResponse('Sec-WebSocket-Extensions: permessage-deflate') },
  { from: 'client', bytes: up(INVITE) },
  { from: 'server', bytes: webSocketFrame(PACKED, { isCompressed: true }) },
  { from: 'client', bytes: Buffer.concat([up(INVITE.slice(0, 40), { isFinal: false }), up('', { opcode: 9 })]) },
  { from: 'client', bytes: up(INVITE.slice(40), { opcode: 0 }) },
  { from: 'server', bytes: webSocketFrame(PACKED, { isCompressed: true }) },
  { from: 'client', bytes: up('', { opcode: 8 }) },
];
const PLAIN: Pieces = [
  { from: 'client', bytes: Buffer.from(INVITE + INVITE) },
  { from: 'server', bytes: Buffer.from(`\r\n\r\n${INVITE}`) },
];
const HEP: Pieces = [1, 2, 3].map(agentId => ({ from: 'client', bytes: kamailio(content({ agentId })) }));

/** Numbers in [0, below) that are the same in every run (mulberry32). */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Sends the pieces with damage; gives the bench. */
function damage(pieces: Pieces, random: (below: number) => number, tls = new TlsContext()): StreamBench {
  const bench = new StreamBench(LIMITS, tls);
  for (const { from, bytes } of pieces) {
    const copy = Buffer.from(bytes);
    for (let changes = random(4); changes > 0; changes--) copy[random(copy.length)] = random(256);
    const size = 1 + random(random(2) === 0 ? 20 : 600);
    for (let at = 0; at < copy.length; at += size) {
      const fate = random(30);
      if (fate === 0) bench.gap(from, size);
      else if (fate === 1) bench.send(random(2) === 0 ? 'client' : 'server', copy.subarray(at, at + size));
      else bench.send(from, copy.subarray(at, at + size));
      if (fate === 2) bench.send(from, copy.subarray(at, at + size));
    }
    expect(bench.streams.budget.heldBytes).toBeLessThanOrEqual(LIMITS.heldBytes);
  }
  return bench;
}

function endsWell(bench: StreamBench): void {
  bench.end();
  expect(bench.streams.budget.heldBytes).toBe(0);
}

let wss: TlsTalk;
let tls12: TlsTalk;
beforeAll(async () => {
  wss = await tlsTalk(WEBSOCKET.map(({ from, bytes }) => [from, bytes]));
  tls12 = await tlsTalk(
    PLAIN.map(({ from, bytes }) => [from, bytes]),
    { version: 'TLSv1.2' },
  );
});

describe('damaged streams end well', () => {
  test.each([
    ['WebSocket', WEBSOCKET],
    ['SIP', PLAIN],
    ['HEP', HEP],
    ['a mixture', [...HEP, ...WEBSOCKET, ...PLAIN]],
  ])('%s', (_, pieces) => {
    const random = makeRandom(20_261_123);
    let messages = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const bench = damage(pieces, random);
      endsWell(bench);
      messages += bench.told.length + bench.hep.length;
    }
    // Most of it is still read.
    expect(messages).toBeGreaterThan(ROUNDS);
  });

  test.each([
    ['WSS', () => wss],
    ['SIP in TLS 1.2', () => tls12],
  ])('%s, the key before, between or after', (_, talk) => {
    const random = makeRandom(7118);
    for (let round = 0; round < ROUNDS / 5; round++) {
      const keys = new TlsKeys();
      const half = talk().pieces.length >> random(3);
      const tls = new TlsContext(keys);
      if (random(3) === 0) keys.addKeyLog(talk().keyLog);
      const bench = damage(talk().pieces.slice(0, half), random, tls);
      keys.addKeyLog(talk().keyLog);
      for (const { from, bytes } of talk().pieces.slice(half)) bench.send(from, bytes);
      endsWell(bench);
    }
  });
});

test('noise is nothing, and nothing of it is kept', () => {
  const random = makeRandom(6455);
  for (let round = 0; round < ROUNDS; round++) {
    const bench = new StreamBench(LIMITS);
    const noise = Buffer.from(Array.from({ length: 2000 }, () => random(256)));
    // Every byte that begins something.
    noise[0] = [0x81, 0x82, 0x16, 0x17, 0x47, 0x48, 0x45, 0xc1][round % 8];
    bench.sendInPieces('client', noise, 1 + random(700));
    expect(bench.told).toEqual([]);
    endsWell(bench);
  }
});

describe('attacks', () => {
  test('ten thousand connections with an endless head each stay within the budget', () => {
    const { streams } = new StreamBench(LIMITS);
    const bytes = Buffer.from(`GET / HTTP/1.1\r\n${'x'.repeat(100)}`);
    const open = Array.from({ length: 10_000 }, (_, i) => new TcpStream(i + 1, 0, new Uint8Array(8), 4, i, 80));
    for (const stream of open) {
      streams.push(stream, Object.assign(new Datagram(), { bytes, end: bytes.length }));
      expect(streams.budget.heldBytes).toBeLessThanOrEqual(LIMITS.heldBytes);
    }
    expect(streams.budget.shed['bytes of unfinished stream messages']).toBeGreaterThan(0);
    for (const stream of open) streams.end(stream);
    expect(streams.budget.heldBytes).toBe(0);
  });

  test('a bomb in each frame costs its limit and no more', () => {
    const bench = new StreamBench();
    const bomb = deflateRawSync(Buffer.alloc(8 << 20, 0x20), { finishFlush: 2 }).subarray(0, -4);
    bench.send('server', upgradeResponse('Sec-WebSocket-Extensions: permessage-deflate'));
    for (let i = 0; i < 50; i++) bench.send('server', webSocketFrame(bomb, { isCompressed: true }));
    expect(bench.streams.budget.shed['WebSocket messages over size limit']).toBe(50);
    endsWell(bench);
  });

  test('a million fragments of nothing are no work and no memory', () => {
    const bench = new StreamBench();
    bench.send('server', upgradeResponse());
    bench.send('server', webSocketFrame('', { isFinal: false }));
    const many = Buffer.concat(Array.from({ length: 10_000 }, () => webSocketFrame('', { isFinal: false, opcode: 0 })));
    for (let i = 0; i < 100; i++) bench.send('server', many);
    bench.send('server', webSocketFrame(INVITE, { opcode: 0 }));
    expect(bench.texts).toEqual([INVITE]);
    endsWell(bench);
  });
});
