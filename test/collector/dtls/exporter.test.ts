import { expect, test } from 'vitest';
import { type ExporterInput, exportSrtp, srtpKeyOf } from '../../../collector/dtls/exporter.ts';
import { suiteByProfile } from '../../../collector/media/srtp/suites.ts';
import { COUNTER, type DtlsVector, GCM } from '../../support/dtls-vectors.ts';

function inputOf(vector: DtlsVector, prf: ExporterInput['prf']): ExporterInput {
  return {
    prf,
    master: Buffer.from(vector.keyLog.trim().split(' ')[2], 'hex'),
    clientRandom: Buffer.from(vector.clientRandom, 'hex'),
    serverRandom: vector.serverHello.subarray(13 + 12 + 2, 13 + 12 + 34),
  };
}

test.each([
  ['SHA-256', COUNTER, 'sha256'],
  ['SHA-384', GCM, 'sha384'],
] as const)('with %s it is byte for byte what openssl exports', (_, vector, prf) => {
  const exported = exportSrtp(inputOf(vector, prf), vector.exported.length);
  expect(exported.toString('hex')).toBe(vector.exported.toString('hex'));
});

test.each([
  ['SRTP_AES128_CM_SHA1_80', COUNTER, 'sha256', 1, 16, 14],
  ['SRTP_AEAD_AES_256_GCM', GCM, 'sha384', 8, 32, 12],
] as const)('%s: client key, server key, client salt, server salt', (_, vector, prf, profile, key, salt) => {
  const suite = suiteByProfile(profile);
  if (suite === undefined) throw new Error('the profile is known');
  const [client, server] = [true, false].map(ofClient =>
    srtpKeyOf(inputOf(vector, prf), suite, Buffer.alloc(0), ofClient),
  );
  expect(client.masterKey).toHaveLength(key);
  expect(server.masterSalt).toHaveLength(salt);
  const all = Buffer.concat([client.masterKey, server.masterKey, client.masterSalt, server.masterSalt]);
  expect(all.equals(vector.exported)).toBe(true);
});
