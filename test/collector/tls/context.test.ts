import { expect, test } from 'vitest';
import { TlsContext } from '../../../collector/tls/context.ts';
import { TlsKeys } from '../../../collector/tls/keys.ts';

test('connections of one capture share keys, bounds and counters', () => {
  const keys = new TlsKeys();
  expect(new TlsContext(keys).keys).toBe(keys);
  expect(new TlsContext().statistics.report()).toEqual({ connections: 0, decrypted: 0, withoutKey: 0, failed: 0 });
  expect(new TlsContext().budget).not.toBe(new TlsContext().budget);
});
