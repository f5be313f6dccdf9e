// Damaged TLS: recorded connections with bytes changed, pieces lost, repeated, in wrong order, and key logs with the like.
// Nothing throws, what is held stays bounded, and everything is given back at the end. Seeded: a failure repeats.

import { beforeAll, describe, expect, test } from 'vitest';
import { TlsBudget } from '../../collector/tls/budget.ts';
import { TlsContext } from '../../collector/tls/context.ts';
import { TlsKeys } from '../../collector/tls/keys.ts';
import { TLS_STATES } from '../../collector/tls/statistics.ts';
import { handshake, wireRecord } from '../support/tls-builder.ts';
import { type Chunk, hasOpenssl, identity, Player, type Recorded, record } from '../support/tls-recording.ts';

const ROUNDS = 400;
const TALK = ['INVITE\r\n', `200 ${'x'.repeat(2000)}\r\n`, 'ACK\r\n', 'BYE\r\n', 'OK\r\n'];

type Random = (below: number) => number;

/** Numbers in [0, below) that are the same in every run (mulberry32). */
function makeRandom(seed: number): Random {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function damagedLog(log: string, random: Random): Buffer {
  const bytes = Buffer.from(log, 'latin1');
  for (let changes = random(6); changes > 0; changes--) bytes[random(bytes.length)] = random(256);
  return bytes.subarray(random(3) === 0 ? random(bytes.length) : 0);
}

/** Feeds a key log in pieces. */
function addInPieces(keys: TlsKeys, log: Buffer, random: Random): void {
  for (let at = 0; at < log.length; ) {
    const next = at + 1 + random(300);
    keys.addKeyLog(log.subarray(at, next), random(5) === 0 ? 'other' : '');
    at = next;
  }
}

function playDamaged(player: Player, chunks: readonly Chunk[], random: Random): void {
  const budget = player.context.budget;
  for (const chunk of chunks) {
    const bytes = Buffer.from(chunk.bytes);
    for (let changes = random(4) === 0 ? random(4) : 0; changes > 0; changes--)
      bytes[random(bytes.length)] = random(256);
    const size = 1 + random(random(2) === 0 ? 20 : 2000);
    for (let at = 0; at < bytes.length; at += size) {
      const piece: Chunk = { direction: chunk.direction, bytes: bytes.subarray(at, at + size) };
      const fate = random(60);
      if (fate === 0) player.connection.gap(chunk.direction, 1 + random(random(2) === 0 ? 30 : 100_000));
      else if (fate === 1) player.push({ ...piece, direction: piece.direction === 0 ? 1 : 0 });
      else player.push(piece);
      if (fate === 2) player.push(piece);
    }
    expect(budget.heldBytes).toBeLessThanOrEqual(budget.totalBytes);
    expect(budget.heldBytes).toBeGreaterThanOrEqual(0);
    expect(budget.usedPartialBytes).toBeLessThanOrEqual(budget.partialBytes);
  }
}

describe.skipIf(!hasOpenssl)('recorded connections, damaged', () => {
  let recordings: Recorded[];
  beforeAll(async () => {
    recordings = [
      await record({ version: 'TLSv1.3', talk: TALK }),
      await record({ version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', talk: TALK, renegotiateBefore: 2 }),
      await record({ version: 'TLSv1.2', ciphers: 'AES128-SHA256:@SECLEVEL=0', talk: TALK }),
      await record({ version: 'TLSv1', ciphers: 'AES128-SHA:@SECLEVEL=0', talk: TALK }),
      await record({ version: 'TLSv1.2', ciphers: 'ECDHE-RSA-CHACHA20-POLY1305', talk: TALK }),
    ];
  });

  test('nothing throws, memory is bounded and given back', () => {
    for (let seed = 0; seed < ROUNDS; seed++) {
      const random = makeRandom(seed);
      const recording = recordings[seed % recordings.length];
      const context = new TlsContext(new TlsKeys(), new TlsBudget(5000, 8000, 20_000));
      if (random(4) === 0) context.keys.addRsaKey(identity('rsa').key);
      const log = random(2) === 0 ? Buffer.from(recording.keyLog) : damagedLog(recording.keyLog, random);
      const isLate = random(2) === 0;
      if (!isLate) addInPieces(context.keys, log, random);
      const players = [new Player(context), new Player(context)];
      for (const player of players) playDamaged(player, recording.chunks, random);
      if (random(2) === 0) for (const player of players) player.finish();
      if (isLate) addInPieces(context.keys, log, random);
      for (const player of players) {
        player.finish();
        // What is readable was sent, whatever happened to the bytes: every record is checked.
        for (const text of player.listener.plaintext) expect(/^[ -~\r\n]*$/.test(text), `seed ${seed}`).toBe(true);
      }
      expect(context.budget.usedPartialBytes, `seed ${seed}`).toBe(0);
      const { statistics } = context;
      expect(TLS_STATES.reduce((sum, state) => sum + statistics.byState[state], 0)).toBe(2);
      expect(TLS_STATES.every(state => statistics.byState[state] >= 0)).toBe(true);
    }
  });

  test('what is not touched by the damage of its neighbours opens', () => {
    const [{ chunks, keyLog, sent }] = recordings;
    for (let seed = 0; seed < 50; seed++) {
      const context = new TlsContext(new TlsKeys());
      context.keys.addKeyLog(Buffer.from(keyLog));
      playDamaged(new Player(context), chunks, makeRandom(seed));
      expect(new Player(context).play(chunks).listener.plaintext).toEqual(sent);
    }
  });
});

test('bytes at random are no TLS, and cost nothing', () => {
  for (let seed = 0; seed < ROUNDS; seed++) {
    const random = makeRandom(seed);
    const player = new Player();
    for (let i = 0; i < 30; i++) {
      const body = Buffer.from(Array.from({ length: random(400) }, () => random(256)));
      const direction = random(2) === 0 ? 0 : 1;
      const kind = random(4);
      const type = 20 + random(5);
      if (kind === 0) player.push({ direction, bytes: body.length === 0 ? Buffer.alloc(1) : body });
      else if (kind === 1)
        player.push({ direction, bytes: wireRecord(type, body, 0x0300 + random(6), random(70_000) & 0xffff) });
      else player.push({ direction, bytes: wireRecord(22, handshake(random(25), body)) });
    }
    player.finish();
    expect(player.context.budget).toMatchObject({ usedPartialBytes: 0 });
  }
});

test('key logs at random are read to their end', () => {
  const line = `CLIENT_RANDOM ${'ab'.repeat(32)} ${'cd'.repeat(48)}\n`;
  for (let seed = 0; seed < ROUNDS; seed++) {
    const random = makeRandom(seed);
    const keys = new TlsKeys(3);
    addInPieces(keys, damagedLog(line.repeat(1 + random(20)), random), random);
    keys.addKeyLog(Buffer.from(`\n${line.replaceAll('ab', 'ef')}`));
    keys.addKeyLog(Buffer.from(`\n${line.replaceAll('ab', 'ef')}`), 'other');
    expect(keys.secret('m', Buffer.alloc(32, 0xef))).toEqual(Buffer.alloc(48, 0xcd));
    expect(keys.secretCount).toBeLessThanOrEqual(3);
  }
});
