import { expect, test } from 'vitest';
import { expandLabel, extendedMasterSecret, keyBlock, masterSecret, prf } from '../../../collector/tls/key-schedule.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

// The values that implementers of TLS 1.2 share.
test('the PRF of TLS 1.2 with SHA-256', () => {
  const secret = hex('9bbe436ba940f017b17652849a71db35');
  const seed = hex('a0ba9f936cda311827a6f796ffd5198c');
  expect(prf('sha256', secret, 'test label', seed, 100)).toEqual(
    hex(`e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17
      abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66`),
  );
});

// The next two by `openssl kdf -kdfopt digest:… -kdfopt hexsecret:… -kdfopt hexseed:… TLS1-PRF`.
test('the PRF of TLS 1.0 and 1.1, also with a secret of odd length', () => {
  const secret = hex('000102030405060708090a0b0c0d0e0f1011121314151617181920');
  expect(prf('md5-sha1', secret, 'test', hex('0a0b0c0d'), 48).toString('hex')).toBe(
    'b4e5d9e84c1cc3c442cc068be7e2d99b2051549a3d974258704f86c4a3733d7fed54831245eec3d4ac25306f86430708',
  );
});

test('the PRF of TLS 1.2 with SHA-384', () => {
  expect(prf('sha384', hex('0001020304'), 'test', hex('0a0b0c0d'), 48).toString('hex')).toBe(
    '8af9178697290145108ae5cbf968602d03bef2c17e58702bb94c46909d2a140efccf8bf7f8dfc54701c6fd8576de68a0',
  );
});

test('master secrets and key blocks are the PRF with their label and the randoms in their order', () => {
  const [secret, client, server] = [Buffer.from('secret'), Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const both = Buffer.concat([client, server]);
  expect(masterSecret('sha256', secret, client, server)).toEqual(prf('sha256', secret, 'master secret', both, 48));
  expect(keyBlock('sha256', secret, client, server, 104)).toEqual(
    prf('sha256', secret, 'key expansion', Buffer.concat([server, client]), 104),
  );
  expect(extendedMasterSecret('sha384', secret, client)).toEqual(
    prf('sha384', secret, 'extended master secret', client, 48),
  );
});

// RFC 8448 §3.
test('key and IV of a traffic secret of TLS 1.3', () => {
  const secret = hex('b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38');
  expect(expandLabel('sha256', secret, 'key', 16)).toEqual(hex('3fce516009c21727d0f2e4e86ee403bc'));
  expect(expandLabel('sha256', secret, 'iv', 12)).toEqual(hex('5d313eb2671276ee13000b30'));
  expect(expandLabel('sha384', Buffer.alloc(48), 'traffic upd', 48)).toHaveLength(48);
});
