// Connections of real peers (Node's TLS, which is OpenSSL): every version, cipher and kind of handshake, recorded and opened again.

import { constants } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hasOpenssl, joined, Player, type Recipe, record, recut } from '../../support/tls-recording.ts';

const LEGACY = '@SECLEVEL=0';
const NO_ENCRYPT_THEN_MAC = constants.SSL_OP_NO_ENCRYPT_THEN_MAC;
/** OpenSSL 3: SSL_OP_NO_EXTENDED_MASTER_SECRET. */
const NO_EXTENDED_MASTER = 1;

const SIP = 'OPTIONS sip:bob@example.com SIP/2.0\r\nContent-Length: 0\r\n\r\n';
const LONG = `MESSAGE sip:bob@example.com SIP/2.0\r\n\r\n${'x'.repeat(40_000)}`;
const TALK = [SIP, 'SIP/2.0 200 OK\r\n\r\n', LONG, LONG.toUpperCase(), 'bye\r\n'];

const CASES: readonly (readonly [string, string, Recipe])[] = [
  ['TLS 1.3 AES-128-GCM', 'TLS_AES_128_GCM_SHA256', { version: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' }],
  ['TLS 1.3 AES-256-GCM', 'TLS_AES_256_GCM_SHA384', { version: 'TLSv1.3', ciphers: 'TLS_AES_256_GCM_SHA384' }],
  ['TLS 1.3 ChaCha20', 'TLS_CHACHA20_POLY1305_SHA256', { version: 'TLSv1.3', ciphers: 'TLS_CHACHA20_POLY1305_SHA256' }],
  ['TLS 1.3 AES-128-CCM', 'TLS_AES_128_CCM_SHA256', { version: 'TLSv1.3', ciphers: 'TLS_AES_128_CCM_SHA256' }],
  [
    'TLS 1.3 AES-128-CCM-8',
    'TLS_AES_128_CCM_8_SHA256',
    { version: 'TLSv1.3', ciphers: `TLS_AES_128_CCM_8_SHA256:DEFAULT${LEGACY}` },
  ],
  [
    'ECDHE AES-128-GCM',
    'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    { version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
  ],
  [
    'ECDHE AES-256-GCM',
    'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
    { version: 'TLSv1.2', identity: 'ec', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' },
  ],
  [
    'ECDHE ChaCha20',
    'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
    { version: 'TLSv1.2', ciphers: 'ECDHE-RSA-CHACHA20-POLY1305' },
  ],
  [
    'DHE AES-256-GCM',
    'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384',
    { version: 'TLSv1.2', ciphers: 'DHE-RSA-AES256-GCM-SHA384' },
  ],
  [
    'RSA AES-128-GCM',
    'TLS_RSA_WITH_AES_128_GCM_SHA256',
    { version: 'TLSv1.2', ciphers: `AES128-GCM-SHA256:${LEGACY}` },
  ],
  ['RSA AES-128-CCM', 'TLS_RSA_WITH_AES_128_CCM', { version: 'TLSv1.2', ciphers: `AES128-CCM:${LEGACY}` }],
  ['RSA AES-256-CCM-8', 'TLS_RSA_WITH_AES_256_CCM_8', { version: 'TLSv1.2', ciphers: `AES256-CCM8:${LEGACY}` }],
  [
    'AES-256-CBC SHA-384, encrypt then MAC',
    'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
    { version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-SHA384' },
  ],
  [
    'AES-128-CBC SHA-256, MAC then encrypt',
    'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
    { version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA256', secureOptions: NO_ENCRYPT_THEN_MAC },
  ],
  [
    'Camellia-128-CBC',
    'TLS_RSA_WITH_CAMELLIA_128_CBC_SHA',
    { version: 'TLSv1.2', ciphers: `CAMELLIA128-SHA:${LEGACY}` },
  ],
  [
    'TLS 1.2 AES-128-CBC SHA-1',
    'TLS_RSA_WITH_AES_128_CBC_SHA',
    { version: 'TLSv1.2', ciphers: `AES128-SHA:${LEGACY}` },
  ],
  [
    'TLS 1.1 AES-256-CBC',
    'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
    { version: 'TLSv1.1', ciphers: `ECDHE-RSA-AES256-SHA:${LEGACY}` },
  ],
  [
    'TLS 1.1 MAC then encrypt',
    'TLS_DHE_RSA_WITH_AES_128_CBC_SHA',
    { version: 'TLSv1.1', ciphers: `DHE-RSA-AES128-SHA:${LEGACY}`, secureOptions: NO_ENCRYPT_THEN_MAC },
  ],
  ['TLS 1.0 encrypt then MAC', 'TLS_RSA_WITH_AES_256_CBC_SHA', { version: 'TLSv1', ciphers: `AES256-SHA:${LEGACY}` }],
  [
    'TLS 1.0 MAC then encrypt',
    'TLS_RSA_WITH_AES_128_CBC_SHA',
    { version: 'TLSv1', ciphers: `AES128-SHA:${LEGACY}`, secureOptions: NO_ENCRYPT_THEN_MAC },
  ],
  ['NULL with SHA-256', 'TLS_RSA_WITH_NULL_SHA256', { version: 'TLSv1.2', ciphers: `NULL-SHA256:${LEGACY}` }],
  ['NULL with SHA-1 in TLS 1.0', 'TLS_RSA_WITH_NULL_SHA', { version: 'TLSv1', ciphers: `NULL-SHA:${LEGACY}` }],
  [
    'no extended master secret',
    'TLS_RSA_WITH_AES_128_CBC_SHA',
    { version: 'TLSv1.2', ciphers: `AES128-SHA:${LEGACY}`, secureOptions: NO_EXTENDED_MASTER },
  ],
];

describe.skipIf(!hasOpenssl)('a recorded connection opens', () => {
  test.each(CASES)('%s', async (_name, cipher, recipe) => {
    const recording = await record({ ...recipe, talk: TALK });
    expect(recording.cipher).toBe(cipher);
    for (const chunks of [
      recording.chunks,
      recut(recording.chunks, 1000),
      recut(recording.chunks, 7),
      joined(recording.chunks),
    ]) {
      const { connection, listener, context } = new Player(recording.keyLog).play(chunks).finish();
      expect(connection.explanation).toBe('');
      expect(connection).toMatchObject({ state: 'decrypting', cipher });
      expect(listener.plaintext).toEqual(recording.sent);
      expect(listener.gaps).toEqual([0, 0]);
      expect(listener.recovered).toBe(0);
      expect(context.statistics.unopenedRecords).toBe(0);
      expect(context.budget).toMatchObject({ heldBytes: 0, usedPartialBytes: 0 });
    }
  });
});
