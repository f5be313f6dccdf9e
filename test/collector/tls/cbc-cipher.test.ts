import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CbcCipher, MacOnlyCipher } from '../../../collector/tls/cbc-cipher.ts';
import { cipherSuite, type MacHash } from '../../../collector/tls/cipher-suites.ts';
import { additionalData } from '../../../collector/tls/record-cipher.ts';
import { sealCbc, tlsRecord } from '../../support/tls-builder.ts';

const CONTENT = Buffer.from('BYE sip:bob@example.com SIP/2.0\r\n\r\n');

function specOf(suite: number) {
  const { spec } = cipherSuite(suite);
  if (spec?.kind !== 'cbc') throw new Error('no CBC');
  return spec;
}

interface Options {
  readonly version?: number;
  readonly isEncryptThenMac?: boolean;
  readonly suite?: number;
}

function both({ version = 0x0303, isEncryptThenMac = false, suite = 0x002f }: Options) {
  const spec = specOf(suite);
  const key = Buffer.alloc(spec.keyBytes, 1);
  const macKey = Buffer.from('key of the MAC');
  const iv = version === 0x0301 ? Buffer.alloc(spec.blockBytes, 3) : undefined;
  const cipher = new CbcCipher(spec, key, macKey, iv, version, isEncryptThenMac);
  let block: Buffer | undefined = iv;
  const seal = (content: Buffer, sequence: number, extraBlocks = 0) => {
    const fragment = sealCbc(content, {
      ...spec,
      key,
      macKey,
      sequence,
      version,
      isEncryptThenMac,
      extraBlocks,
      ...(block === undefined ? {} : { implicitIv: block }),
    });
    const macBytes = isEncryptThenMac ? 20 : 0;
    if (block !== undefined)
      block = fragment.subarray(fragment.length - macBytes - spec.blockBytes, fragment.length - macBytes);
    return tlsRecord(fragment, 23, version);
  };
  return { cipher, seal };
}

describe.each([
  ['AES-128 SHA-1', 0x002f],
  ['AES-256 SHA-256', 0x003d],
  ['AES-256 SHA-384', 0xc028],
  ['3DES SHA-1', 0x000a],
  ['Camellia-256 SHA-1', 0x0084],
])('%s', (_name, suite) => {
  test('MAC then encrypt, and encrypt then MAC, with the IV in the record', () => {
    for (const isEncryptThenMac of [false, true]) {
      const { cipher, seal } = both({ suite, isEncryptThenMac });
      for (let length = 0; length < 40; length++) {
        const content = Buffer.alloc(length, length);
        expect(cipher.open(seal(content, length), length)).toEqual(content);
      }
      const record = seal(CONTENT, 7);
      expect(cipher.open(record, 8)).toBeUndefined();
      record.type = 22;
      expect(cipher.open(record, 7)).toBeUndefined();
    }
  });
});

test('padding may take up to 256 bytes, and every byte of it must be right', () => {
  const { cipher, seal } = both({});
  expect(cipher.open(seal(CONTENT, 0, 14), 0)).toEqual(CONTENT);
  const record = seal(CONTENT, 0, 3);
  // A changed block before the last changes a byte of the padding in the last.
  record.bytes[record.end - 20] ^= 1;
  expect(cipher.open(record, 0)).toBeUndefined();
});

test('TLS 1.0: the last block of a record is the IV of the next', () => {
  for (const isEncryptThenMac of [false, true]) {
    const { cipher, seal } = both({ version: 0x0301, isEncryptThenMac });
    for (const sequence of [0, 1, 2]) {
      const record = seal(CONTENT, sequence);
      expect(cipher.open(record, sequence)).toEqual(CONTENT);
      // Another try must not move the chain.
      expect(cipher.open(record, sequence)).toEqual(CONTENT);
      cipher.advance(record);
    }
    // A record is lost: the next one cannot be read, the one behind it can.
    seal(CONTENT, 3);
    cipher.loseRecords();
    const next = seal(CONTENT, 4);
    expect(cipher.open(next, 4)).toBeUndefined();
    cipher.advance(next);
    expect(cipher.open(seal(CONTENT, 5), 5)).toEqual(CONTENT);
  }
});

test('TLS 1.0, encrypt then MAC: behind a damaged record nothing is shown until the IV is sure again', () => {
  const { cipher, seal } = both({ version: 0x0301, isEncryptThenMac: true });
  const damaged = seal(CONTENT, 0);
  damaged.bytes[damaged.end - 25] ^= 1;
  const results = [damaged, seal(CONTENT, 1), seal(CONTENT, 2)].map((record, sequence) => {
    const content = cipher.open(record, sequence);
    cipher.advance(record);
    return content?.toString();
  });
  expect(results).toEqual([undefined, undefined, CONTENT.toString()]);
});

test('what is no whole number of blocks, or too short, does not open', () => {
  for (const options of [{}, { version: 0x0301 }, { isEncryptThenMac: true }])
    for (let length = 0; length < 70; length++) {
      const { cipher } = both(options);
      const record = tlsRecord(Buffer.alloc(length));
      expect(cipher.open(record, 0)).toBeUndefined();
      cipher.advance(record);
    }
});

test('without encryption, the MAC alone decides', () => {
  for (const hash of ['md5', 'sha1', 'sha256', 'sha384'] satisfies MacHash[]) {
    const macKey = Buffer.from('key');
    const mac = createHmac(hash, macKey)
      .update(additionalData(3, tlsRecord(CONTENT), CONTENT.length))
      .update(CONTENT)
      .digest();
    const cipher = new MacOnlyCipher(hash, macKey);
    expect(cipher.open(tlsRecord(Buffer.concat([CONTENT, mac])), 3)).toEqual(CONTENT);
    expect(cipher.open(tlsRecord(Buffer.concat([CONTENT, mac])), 2)).toBeUndefined();
    expect(cipher.open(tlsRecord(Buffer.from('short')), 3)).toBeUndefined();
  }
});
