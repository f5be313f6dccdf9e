import { expect, test } from 'vitest';
import { MAX_CIPHER_NAMES, TLS_STATES, TlsStatistics } from '../../../collector/tls/statistics.ts';

test('a connection is counted once, under what it is now', () => {
  const statistics = new TlsStatistics();
  const move = (...states: (typeof TLS_STATES)[number][]): void => {
    statistics.noteConnection();
    for (const [i, state] of states.entries()) statistics.noteState(states[i - 1] ?? 'handshake', state);
  };
  move();
  move('waitingForKey', 'decrypting');
  move('waitingForKey');
  move('noKey');
  move('unsupported');
  move('decrypting', 'failed');
  expect(statistics.report()).toEqual({ connections: 6, decrypted: 1, withoutKey: 2, failed: 2 });
  expect(TLS_STATES.reduce((sum, state) => sum + statistics.byState[state], 0)).toBe(6);
});

test('versions and ciphers are counted by name, and too many of them together', () => {
  const statistics = new TlsStatistics();
  statistics.noteCipher('TLS 1.2', 'A');
  for (let i = 0; i < 2 * MAX_CIPHER_NAMES; i++) statistics.noteCipher('TLS 1.3', String(i));
  statistics.noteCipher('TLS 1.2', 'A');
  expect(statistics.byCipher.get('TLS 1.2 A')).toBe(2);
  expect(statistics.byCipher.get('other')).toBe(MAX_CIPHER_NAMES + 1);
  expect(statistics.byCipher.size).toBe(MAX_CIPHER_NAMES + 1);
});
