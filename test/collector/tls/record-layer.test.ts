// Losses: what real connections still give when bytes of them are missing.

import { constants } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { type Chunk, hasOpenssl, Player, type Recipe, record } from '../../support/tls-recording.ts';

const TALK = Array.from({ length: 40 }, (_, i) => `<${i} ${'x'.repeat(40 + 17 * i)}>`);
const VERSIONS: readonly (readonly [string, Recipe])[] = [
  ['TLS 1.3', { version: 'TLSv1.3' }],
  ['TLS 1.3 ChaCha20', { version: 'TLSv1.3', ciphers: 'TLS_CHACHA20_POLY1305_SHA256' }],
  ['TLS 1.2 GCM', { version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' }],
  ['TLS 1.2 ChaCha20', { version: 'TLSv1.2', ciphers: 'ECDHE-RSA-CHACHA20-POLY1305' }],
  [
    'TLS 1.2 CBC',
    { version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA256', secureOptions: constants.SSL_OP_NO_ENCRYPT_THEN_MAC },
  ],
  ['TLS 1.2 CBC, encrypt then MAC', { version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA256' }],
  ['TLS 1.0 CBC', { version: 'TLSv1', ciphers: 'AES128-SHA:@SECLEVEL=0' }],
];

/** Bytes `from..to` of one direction are lost. */
function playWithLoss(player: Player, chunks: readonly Chunk[], direction: 0 | 1, from: number, to: number): Player {
  let at = 0;
  for (const chunk of chunks) {
    const start = at;
    if (chunk.direction !== direction) {
      player.push(chunk);
      continue;
    }
    at += chunk.bytes.length;
    const [before, behind] = [Math.max(0, from - start), Math.max(0, to - start)];
    if (before > 0) player.push({ direction, bytes: chunk.bytes.subarray(0, before) });
    if (start <= from && from < at) player.connection.gap(direction, to - from);
    if (behind < chunk.bytes.length) player.push({ direction, bytes: chunk.bytes.subarray(Math.max(before, behind)) });
  }
  return player;
}

const lengthOf = (chunks: readonly Chunk[], direction: 0 | 1): number =>
  chunks.reduce((sum, chunk) => sum + (chunk.direction === direction ? chunk.bytes.length : 0), 0);
const numbers = (text: string): number[] => [...text.matchAll(/<(\d+) x+>/g)].map(([, n]) => Number(n));

describe.skipIf(!hasOpenssl).each(VERSIONS)('%s', (_name, recipe) => {
  test('a gap among the records costs those it touches, and one more at most', async () => {
    const recording = await record({ ...recipe, talk: TALK });
    const total = lengthOf(recording.chunks, 0);
    for (let i = 0; i < 40; i++) {
      const from = Math.floor(total / 2) + i * 23;
      const to = from + 1 + ((i * 211) % 1500);
      const player = playWithLoss(new Player(recording.keyLog), recording.chunks, 0, from, to);
      const { listener, connection, context } = player;
      const got = numbers(listener.plaintext[0]);
      expect(listener.plaintext[1]).toBe(recording.sent[1]);
      // Messages of the client have even numbers; the last one is behind every gap.
      expect(got.at(-1), `${from}..${to}`).toBe(38);
      expect(got.length).toBeGreaterThanOrEqual(20 - 6);
      expect(listener.gaps).toEqual([1, 0]);
      expect(connection.state).toBe('decrypting');
      expect(context.statistics.resynchronised).toBe(1);
    }
  });

  test('a gap while the key is not known is found out about when it comes', async () => {
    const recording = await record({ ...recipe, talk: TALK });
    const total = lengthOf(recording.chunks, 1);
    const player = playWithLoss(new Player(), recording.chunks, 1, total - 4000, total - 2500);
    player.context.keys.addKeyLog(Buffer.from(recording.keyLog));
    expect(player.listener.plaintext[0]).toBe(recording.sent[0]);
    expect(numbers(player.listener.plaintext[1]).at(-1)).toBe(39);
    expect(player.listener.gaps).toEqual([0, 1]);
  });

  test('a gap in the handshake of the client costs nothing but what it touches', async () => {
    const recording = await record({ ...recipe, talk: TALK });
    const first = recording.chunks.find(({ direction }) => direction === 0)?.bytes.length ?? 0;
    // Everything between the ClientHello and the first text.
    const handshakeEnd = recording.chunks.findIndex(
      ({ direction, bytes }, i) =>
        i > 2 && direction === 0 && bytes[0] === 23 && recording.chunks[i + 1]?.direction === 1,
    );
    const to = lengthOf(recording.chunks.slice(0, handshakeEnd), 0);
    const { listener } = playWithLoss(
      new Player(recording.keyLog),
      recording.chunks,
      0,
      first,
      Math.max(to, first + 10),
    );
    expect(numbers(listener.plaintext[0]).at(-1)).toBe(38);
    expect(listener.plaintext[1]).toBe(recording.sent[1]);
  });
});

test.skipIf(!hasOpenssl)('records that are changed do not open, and those behind them do', async () => {
  for (const [, recipe] of VERSIONS.slice(0, 6)) {
    const { chunks, keyLog } = await record({ ...recipe, talk: TALK });
    const changed = chunks.map(({ direction, bytes }) => ({ direction, bytes: Buffer.from(bytes) }));
    const texts = changed.filter(({ direction, bytes }) => direction === 0 && bytes[0] === 23);
    const victim = texts[Math.floor(texts.length / 2)];
    victim.bytes[victim.bytes.length - 3] ^= 0x55;
    const { listener, reasons, context, connection } = new Player(keyLog).play(changed);
    expect(numbers(listener.plaintext[0])).toHaveLength(19);
    expect(listener.gaps).toEqual([1, 0]);
    expect(reasons).toContain(Reason.TlsNotDecrypted);
    expect(context.statistics.unopenedRecords).toBe(1);
    expect(connection.state).toBe('decrypting');
  }
});

test.skipIf(!hasOpenssl)('a direction that never opens again is given up; the other goes on', async () => {
  const { chunks, keyLog, sent } = await record({ version: 'TLSv1.2', talk: TALK });
  const changed = chunks.map(({ direction, bytes }, i) => {
    const copy = Buffer.from(bytes);
    if (direction === 0 && i > chunks.length / 2) copy[copy.length - 3] ^= 0x55;
    return { direction, bytes: copy };
  });
  const { listener, connection, context, reasons } = new Player(keyLog).play(changed);
  expect(listener.plaintext[1]).toBe(sent[1]);
  expect(connection.state).toBe('decrypting');
  expect(reasons).toContain(Reason.TlsNotDecrypted);
  expect(context.statistics.unopenedRecords).toBeLessThanOrEqual(8);
});
