import { expect, test } from 'vitest';
import { TlsBudget } from '../../../collector/tls/budget.ts';
import { Half } from '../../../collector/tls/half.ts';
import type { Protection } from '../../../collector/tls/protection.ts';
import { TlsSession } from '../../../collector/tls/session.ts';
import { tlsRecord } from '../../support/tls-builder.ts';

function setUp() {
  const half = new Half(
    0,
    { onRecord: () => {}, onMissingRecords: () => {} },
    { onHandshakeBytes: () => {}, onHandshakeMessage: () => {} },
    new TlsBudget(),
  );
  const told: string[] = [];
  const protection: Protection = {
    open: () => false,
    lose: (records, isExact) => void told.push(`lose ${isExact ? '' : '≤'}${records}`),
    pass: ({ bytes, start, end }) => void told.push(`pass ${end - start} ${bytes.toString('latin1', end - 3, end)}`),
  };
  return { half, told, protection };
}

test('a key that comes late learns what has gone by: how many records, and the end of the last', () => {
  const { half, told, protection } = setUp();
  half.activate(new TlsSession());
  for (const end of ['one', 'two', 'end']) half.pass(tlsRecord(Buffer.from(end.padStart(500))));
  half.protect(protection);
  expect(told).toEqual(['lose 2', 'pass 64 end']);
  expect(half.isPlaintextMissing).toBe(true);
});

test('after a gap the end of the last record is not known', () => {
  const { half, told, protection } = setUp();
  half.activate(new TlsSession());
  half.pass(tlsRecord(Buffer.from('one')));
  half.lose(7, false);
  half.protect(protection);
  expect(told).toEqual(['lose ≤7', 'lose 1']);
  half.lose(2, true);
  expect(told.at(-1)).toBe('lose 2');
});

test('a gap in the clear may have swallowed the ChangeCipherSpec', () => {
  const { half } = setUp();
  half.lose(1, false);
  expect(half.mayBeProtected).toBe(true);
  half.activate(new TlsSession());
  expect(half.mayBeProtected).toBe(false);
});

test('new keys forget what was missing before', () => {
  const { half, told, protection } = setUp();
  half.activate(new TlsSession());
  half.pass(tlsRecord(Buffer.from('one')));
  half.activate(new TlsSession());
  half.protect(protection);
  expect(told).toEqual([]);
  expect(half.tls13).toBeUndefined();
});
