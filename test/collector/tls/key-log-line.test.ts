import { expect, test } from 'vitest';
import { isBlankLine, isCertainlyWhole, readKeyLogLine, SecretKind } from '../../../collector/tls/key-log-line.ts';

const RANDOM = 'ab'.repeat(32);
const latin1 = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');

test.each([
  ['CLIENT_RANDOM', SecretKind.Master, 48],
  ['PMS_CLIENT_RANDOM', SecretKind.Premaster, 48],
  ['PMS_CLIENT_RANDOM', SecretKind.Premaster, 256],
  ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', SecretKind.ClientHandshake, 32],
  ['SERVER_HANDSHAKE_TRAFFIC_SECRET', SecretKind.ServerHandshake, 48],
  ['CLIENT_TRAFFIC_SECRET_0', SecretKind.ClientTraffic, 48],
  ['SERVER_TRAFFIC_SECRET_0', SecretKind.ServerTraffic, 32],
])('%s is a secret by client random', (label, kind, byteCount) => {
  const secret = '0D'.repeat(byteCount);
  expect(readKeyLogLine(`${label} ${RANDOM} ${secret}`)).toEqual({
    kind,
    name: latin1(RANDOM),
    secret: latin1(secret),
  });
});

test('a premaster secret by its encrypted form, a master secret by session id', () => {
  const secret = '07'.repeat(48);
  expect(readKeyLogLine(`RSA 0102030405060708 ${secret}`)).toEqual({
    kind: SecretKind.RsaPremaster,
    name: latin1('0102030405060708'),
    secret: latin1(secret),
  });
  expect(readKeyLogLine(`RSA Session-ID:c0ffee Master-Key:${secret}`)).toEqual({
    kind: SecretKind.SessionMaster,
    name: latin1('c0ffee'),
    secret: latin1(secret),
  });
});

test('kinds that nobody needs here are known', () => {
  for (const label of [
    'CLIENT_EARLY_TRAFFIC_SECRET',
    'EARLY_EXPORTER_SECRET',
    'EARLY_EXPORTER_MASTER_SECRET',
    'EXPORTER_SECRET',
    'SERVER_TRAFFIC_SECRET_3',
  ])
    expect(readKeyLogLine(`${label} ${RANDOM} ${'11'.repeat(32)}`), label).toBe('unused');
});

test.each([
  'CLIENT_RANDOM',
  `CLIENT_RANDOM ${RANDOM}`,
  `CLIENT_RANDOM ${RANDOM} ${'11'.repeat(47)}`,
  `CLIENT_RANDOM ${RANDOM.slice(2)} ${'11'.repeat(48)}`,
  `CLIENT_RANDOM ${RANDOM} ${'1x'.repeat(48)}`,
  `CLIENT_RANDOM  ${RANDOM} ${'11'.repeat(48)}`,
  `CLIENT_TRAFFIC_SECRET_0 ${RANDOM} ${'11'.repeat(40)}`,
  `PMS_CLIENT_RANDOM ${RANDOM} ${'1'.repeat(97)}`,
  `constructor ${RANDOM} ${'11'.repeat(48)}`,
  `__PROTO__ ${RANDOM} ${'11'.repeat(48)}`,
  `RSA Session-ID: Master-Key:${'11'.repeat(48)}`,
  'GET / HTTP/1.1',
])('`%s` is no line of a key log', line => {
  expect(readKeyLogLine(line)).toBeUndefined();
});

test('only secrets of which a longer form exists may go on', () => {
  const whole = (line: string): boolean => {
    const found = readKeyLogLine(line);
    if (found === undefined || found === 'unused') throw new Error('no secret');
    return isCertainlyWhole(found);
  };
  expect(whole(`CLIENT_RANDOM ${RANDOM} ${'11'.repeat(48)}`)).toBe(true);
  expect(whole(`SERVER_TRAFFIC_SECRET_0 ${RANDOM} ${'11'.repeat(48)}`)).toBe(true);
  expect(whole(`SERVER_TRAFFIC_SECRET_0 ${RANDOM} ${'11'.repeat(32)}`)).toBe(false);
  expect(whole(`PMS_CLIENT_RANDOM ${RANDOM} ${'11'.repeat(48)}`)).toBe(false);
});

test('comments and empty lines are blank', () => {
  expect(['', '# SSL/TLS secrets log file'].map(isBlankLine)).toEqual([true, true]);
  expect(isBlankLine('CLIENT_RANDOM')).toBe(false);
});
