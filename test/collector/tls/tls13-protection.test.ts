import { describe, expect, test } from 'vitest';
import { cipherSuite } from '../../../collector/tls/cipher-suites.ts';
import { expandLabel } from '../../../collector/tls/key-schedule.ts';
import { Opened } from '../../../collector/tls/record.ts';
import { Tls13Protection } from '../../../collector/tls/tls13-protection.ts';
import { seal13, tlsRecord } from '../../support/tls-builder.ts';

const HANDSHAKE = Buffer.alloc(32, 1);
const APPLICATION = Buffer.alloc(32, 2);
const NEXT = expandLabel('sha256', APPLICATION, 'traffic upd', 32);

function protection(handshake: Buffer | undefined): Tls13Protection {
  const { spec } = cipherSuite(0x1301);
  if (spec?.kind !== 'aead') throw new Error('no AEAD');
  return new Tls13Protection(spec, 'sha256', { handshake, application: APPLICATION });
}

const keyOf = (secret: Buffer): [Buffer, Buffer] => [
  expandLabel('sha256', secret, 'key', 16),
  expandLabel('sha256', secret, 'iv', 12),
];
const sealed = (text: string, secret: Buffer, sequence: number, type = 23, padding = 0) =>
  tlsRecord(seal13(Buffer.from(text), type, ...keyOf(secret), sequence, padding));

function open(p: Tls13Protection, record: ReturnType<typeof sealed>): string | undefined {
  const opened = new Opened();
  return p.open(record, opened)
    ? `${opened.type} ${opened.bytes.toString('latin1', opened.start, opened.end)}`
    : undefined;
}

test('handshake, application data, and the keys after each update', () => {
  const p = protection(HANDSHAKE);
  expect(open(p, sealed('a', HANDSHAKE, 0, 22))).toBe('22 a');
  expect(open(p, sealed('b', HANDSHAKE, 1, 22, 100))).toBe('22 b');
  p.finishHandshake();
  expect(open(p, sealed('c', APPLICATION, 0))).toBe('23 c');
  p.finishHandshake();
  expect(open(p, sealed('d', APPLICATION, 1))).toBe('23 d');
  p.updateKey();
  expect(open(p, sealed('e', NEXT, 0))).toBe('23 e');
  expect(open(p, sealed('f', APPLICATION, 2))).toBeUndefined();
});

test('a record of padding alone has no type', () => {
  expect(open(protection(HANDSHAKE), sealed('', HANDSHAKE, 0, 0, 5))).toBe('0 ');
  expect(open(protection(HANDSHAKE), sealed('', HANDSHAKE, 0, 23))).toBe('23 ');
});

test('a key update is none before the handshake has ended', () => {
  const p = protection(HANDSHAKE);
  p.updateKey();
  expect(open(p, sealed('a', HANDSHAKE, 0))).toBe('23 a');
});

describe('after a loss', () => {
  test('the sequence number is found again, among the same keys', () => {
    const p = protection(HANDSHAKE);
    p.finishHandshake();
    open(p, sealed('a', APPLICATION, 0));
    p.lose(50, false);
    expect(open(p, sealed('b', APPLICATION, 37))).toBe('23 b');
    expect(open(p, sealed('c', APPLICATION, 38))).toBe('23 c');
    p.lose(1, true);
    expect(open(p, sealed('d', APPLICATION, 40))).toBe('23 d');
  });

  test('the Finished may be among what is missing', () => {
    const p = protection(HANDSHAKE);
    open(p, sealed('a', HANDSHAKE, 0, 22));
    p.lose(50, false);
    expect(open(p, sealed('b', APPLICATION, 3))).toBe('23 b');
    expect(open(p, sealed('c', APPLICATION, 4))).toBe('23 c');
  });

  test('so may a key update', () => {
    const p = protection(HANDSHAKE);
    p.finishHandshake();
    open(p, sealed('a', APPLICATION, 0));
    p.lose(50, false);
    expect(open(p, sealed('b', NEXT, 3))).toBe('23 b');
    expect(open(p, sealed('c', NEXT, 4))).toBe('23 c');
  });

  test('records that were thrown away are known by number', () => {
    const p = protection(HANDSHAKE);
    p.lose(1000, true);
    // Four of them were of the handshake.
    expect(open(p, sealed('a', APPLICATION, 996))).toBe('23 a');
  });

  test('tries are bounded', () => {
    const p = protection(HANDSHAKE);
    p.finishHandshake();
    open(p, sealed('a', APPLICATION, 0));
    p.lose(1e9, false);
    expect(open(p, sealed('b', APPLICATION, 5000))).toBeUndefined();
    for (let i = 0; i < 100; i++) open(p, sealed('b', Buffer.alloc(32), 0));
    expect(open(p, sealed('b', APPLICATION, 110))).toBeUndefined();
  });
});

test('before the first record opens, others may be early data or a handshake without its secret', () => {
  const p = protection(HANDSHAKE);
  expect(p.mayPass(false)).toBe(false);
  expect(p.mayPass(true)).toBe(true);
  expect(open(p, sealed('early', Buffer.alloc(32, 9), 0))).toBeUndefined();
  expect(open(p, sealed('a', HANDSHAKE, 0, 22))).toBe('22 a');
  expect(p.mayPass(true)).toBe(false);
});

test('without the secret of the handshake, application data are waited for', () => {
  const p = protection(undefined);
  for (let i = 0; i < 5; i++) {
    expect(open(p, sealed('handshake', HANDSHAKE, i, 22))).toBeUndefined();
    expect(p.mayPass(false)).toBe(true);
  }
  expect(open(p, sealed('a', APPLICATION, 0))).toBe('23 a');
  expect(p.mayPass(false)).toBe(false);
});
