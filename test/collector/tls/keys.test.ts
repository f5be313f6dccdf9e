import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { SecretKind } from '../../../collector/tls/key-log-line.ts';
import { MAX_RSA_KEYS, MAX_SESSIONS, MAX_SOURCES, MAX_WAITING, TlsKeys } from '../../../collector/tls/keys.ts';

const randomOf = (n: number): Buffer => Buffer.alloc(32, n);
const master = (n: number, value = n): string =>
  `CLIENT_RANDOM ${randomOf(n).toString('hex')} ${Buffer.alloc(48, value).toString('hex')}`;
const traffic = (n: number, byteCount: number): string =>
  `CLIENT_TRAFFIC_SECRET_0 ${randomOf(n).toString('hex')} ${Buffer.alloc(byteCount, n).toString('hex')}`;
const add = (keys: TlsKeys, text: string, source?: string): void => keys.addKeyLog(Buffer.from(text), source);

test('a log is read whole or in pieces, with or without its last newline', () => {
  const text = `# comment\n${master(1)}\r\n\nnonsense\n${traffic(2, 48)}\n${master(3)}`;
  for (const size of [1, 7, 100, text.length]) {
    const keys = new TlsKeys();
    for (let at = 0; at < text.length; at += size) add(keys, text.slice(at, at + size));
    expect(keys.secret(SecretKind.Master, randomOf(1))).toEqual(Buffer.alloc(48, 1));
    expect(keys.secret(SecretKind.ClientTraffic, randomOf(2))).toEqual(Buffer.alloc(48, 2));
    expect(keys.secret(SecretKind.Master, randomOf(3))).toEqual(Buffer.alloc(48, 3));
    expect(keys.secret(SecretKind.Master, randomOf(2))).toBeUndefined();
    expect(keys).toMatchObject({ acceptedLines: 3, unknownLines: 1, secretCount: 3 });
  }
});

test('texts whose pieces come in turns do not mix when each has its source', () => {
  const keys = new TlsKeys();
  add(keys, master(1).slice(0, 50), 'a');
  add(keys, `${master(2)}\n`, 'b');
  add(keys, `${master(1).slice(50)}\n`, 'a');
  expect(keys).toMatchObject({ acceptedLines: 2, unknownLines: 0 });
  // Of endless sources the oldest is forgotten.
  for (let i = 0; i < 2 * MAX_SOURCES; i++) add(keys, 'half a line', `source ${i}`);
});

test('whole texts without a newline at their end follow one another', () => {
  const keys = new TlsKeys();
  for (const text of [master(1), traffic(2, 32), master(3), traffic(4, 48)]) add(keys, text);
  expect(keys.secretCount).toBe(4);
  expect(keys.unknownLines).toBe(0);
});

test('the last line for a client random is right', () => {
  const keys = new TlsKeys();
  add(keys, `${master(1, 7)}\n${master(1, 8)}\n`);
  expect(keys.secret(SecretKind.Master, randomOf(1))?.[0]).toBe(8);
  expect(keys.secretCount).toBe(1);
});

test('too many secrets: the oldest are forgotten and counted', () => {
  const keys = new TlsKeys(2);
  add(keys, [1, 2, 3, 3].map(n => `${master(n)}\n`).join(''));
  expect(keys).toMatchObject({ secretCount: 2, shedSecrets: 1, acceptedLines: 4 });
  expect(keys.secret(SecretKind.Master, randomOf(1))).toBeUndefined();
});

test('who waits for a secret is told once the text is read, until it waits no more', () => {
  const keys = new TlsKeys();
  const told: string[] = [];
  const one = (): void => void told.push(`one of ${keys.secretCount}`);
  const other = (): void => void told.push('other');
  expect(keys.waitFor(randomOf(1), one)).toBe(true);
  expect(keys.waitFor(randomOf(1), one)).toBe(true);
  keys.waitFor(randomOf(2), other);
  add(keys, `${master(5)}\n`);
  expect(told).toEqual([]);
  add(keys, `${master(1)}\n${traffic(1, 32)}\n`);
  expect(told).toEqual(['one of 3']);
  keys.stopWaiting(randomOf(1), one);
  keys.stopWaiting(randomOf(1), one);
  add(keys, `${master(1)}\n`);
  expect(told).toHaveLength(1);
});

test('secrets that are not named by a client random may be anybody’s', () => {
  const keys = new TlsKeys();
  let told = 0;
  keys.waitFor(randomOf(1), () => told++);
  add(keys, `RSA 0102030405060708 ${'11'.repeat(48)}\n`);
  add(keys, `RSA Session-ID:c0ffee Master-Key:${'11'.repeat(48)}\n`);
  expect(told).toBe(2);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  keys.addRsaKey(pem);
  expect(told).toBe(3);
  for (let i = 0; i < MAX_RSA_KEYS; i++) keys.addRsaKey(pem);
  expect(keys).toMatchObject({ rsaKeyCount: MAX_RSA_KEYS, refusedRsaKeys: 1 });
});

test('sessions are remembered, the oldest forgotten', () => {
  const keys = new TlsKeys();
  for (let i = 0; i <= MAX_SESSIONS; i++) keys.rememberSession(`id ${i}`, Buffer.alloc(0));
  expect(keys.session('id 0')).toBeUndefined();
  expect(keys.session('id 1')).toBeDefined();
});

test('only so many may wait', () => {
  const keys = new TlsKeys();
  const random = Buffer.alloc(32);
  for (let i = 0; i < MAX_WAITING; i++) {
    random.writeUInt32BE(i);
    keys.waitFor(random, () => {});
  }
  expect(keys.waitFor(randomOf(1), () => {})).toBe(false);
});
