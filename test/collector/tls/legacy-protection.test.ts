import { expect, test } from 'vitest';
import { AeadCipher } from '../../../collector/tls/aead-cipher.ts';
import { CbcCipher } from '../../../collector/tls/cbc-cipher.ts';
import { cipherSuite } from '../../../collector/tls/cipher-suites.ts';
import { readClientHello, readServerHello } from '../../../collector/tls/hello.ts';
import { keyBlock } from '../../../collector/tls/key-schedule.ts';
import { LegacyProtection, legacyCipher } from '../../../collector/tls/legacy-protection.ts';
import { Opened } from '../../../collector/tls/record.ts';
import { additionalData, type RecordCipher } from '../../../collector/tls/record-cipher.ts';
import { TlsSession } from '../../../collector/tls/session.ts';
import {
  CLIENT_RANDOM,
  clientHello,
  SERVER_RANDOM,
  sealAead,
  sealCbc,
  serverHello,
  tlsRecord,
} from '../../support/tls-builder.ts';

const MASTER = Buffer.alloc(48, 0x3a);

/** Opens what says its sequence number; notes the tries. */
class FakeCipher implements RecordCipher {
  tries = 0;
  losses = 0;
  hint: number | undefined = undefined;

  open(record: ReturnType<typeof numbered>, sequence: number): Buffer | undefined {
    this.tries++;
    return record.bytes.readUInt32BE(record.start) === sequence ? Buffer.from(`record ${sequence}`) : undefined;
  }

  advance(): void {}

  loseRecords(): void {
    this.losses++;
  }

  distance(): number | undefined {
    return this.hint;
  }
}

function numbered(sequence: number) {
  const fragment = Buffer.alloc(4);
  fragment.writeUInt32BE(sequence);
  return tlsRecord(fragment);
}

function setUp() {
  const cipher = new FakeCipher();
  const protection = new LegacyProtection(cipher);
  const opened = new Opened();
  return { cipher, protection, open: (sequence: number) => protection.open(numbered(sequence), opened), opened };
}

test('records open one after another, at the first try', () => {
  const { cipher, open, opened } = setUp();
  expect([open(0), open(1), open(2)]).toEqual([true, true, true]);
  expect(cipher.tries).toBe(3);
  expect(opened.bytes.toString('latin1', opened.start, opened.end)).toBe('record 2');
});

test('a record that does not open counts', () => {
  const { open } = setUp();
  expect([open(0), open(99), open(2)]).toEqual([true, false, true]);
});

test('after a gap following numbers are tried', () => {
  const { cipher, protection, open } = setUp();
  open(0);
  protection.lose(20, false);
  expect(open(12)).toBe(true);
  expect(cipher.losses).toBe(1);
  expect(open(13)).toBe(true);
  protection.lose(3, true);
  cipher.tries = 0;
  expect(open(17)).toBe(true);
  expect(cipher.tries).toBe(1);
});

test('a nonce that counts says the number at once', () => {
  const { cipher, protection, open } = setUp();
  open(0);
  protection.lose(1e6, false);
  cipher.hint = 70_000;
  cipher.tries = 0;
  expect(open(70_000)).toBe(true);
  expect(cipher.tries).toBe(1);
});

test('tries are bounded, for one record and for all', () => {
  const { cipher, protection, open } = setUp();
  protection.lose(1e9, false);
  open(1e6);
  expect(cipher.tries).toBe(256);
  for (let i = 0; i < 1000; i++) open(1e6);
  expect(cipher.tries).toBe(16_384);
});

test('records that were passed by count too', () => {
  const { protection, open } = setUp();
  protection.pass(numbered(0));
  protection.pass(numbered(1));
  expect(open(2)).toBe(true);
});

function session(version: number, suite: number): TlsSession {
  const made = new TlsSession();
  const client = readClientHello(clientHello());
  const server = readServerHello(serverHello({ version, suite }));
  if (client === undefined || server === undefined) throw new Error('bad hello');
  made.takeClientHello(client);
  made.takeServerHello(server);
  return made;
}

// RFC 5246 §6.3: client MAC │ server MAC │ client key │ server key │ client IV │ server IV
test('the key block is cut in the order of the RFC: AES-CBC of TLS 1.0', () => {
  const block = keyBlock('md5-sha1', MASTER, CLIENT_RANDOM, SERVER_RANDOM, 2 * (20 + 16 + 16));
  const { spec } = cipherSuite(0x002f);
  if (spec?.kind !== 'cbc') throw new Error('no CBC');
  for (const side of [0, 1]) {
    const at = (start: number, length: number): Buffer =>
      block.subarray(start + side * length, start + (side + 1) * length);
    const fragment = sealCbc(Buffer.from('content'), {
      ...spec,
      macKey: at(0, 20),
      key: at(40, 16),
      implicitIv: at(72, 16),
      sequence: 0,
      version: 0x0301,
    });
    const cipher = legacyCipher(session(0x0301, 0x002f), MASTER, side === 0);
    expect(cipher).toBeInstanceOf(CbcCipher);
    expect(cipher?.open(tlsRecord(fragment, 23, 0x0301), 0)?.toString()).toBe('content');
  }
});

test('the key block is cut in the order of the RFC: AES-GCM', () => {
  const block = keyBlock('sha256', MASTER, CLIENT_RANDOM, SERVER_RANDOM, 2 * (16 + 4));
  const content = Buffer.from('content');
  const explicit = Buffer.alloc(8, 1);
  const sealed = sealAead(content, {
    algorithm: 'aes-128-gcm',
    key: block.subarray(16, 32),
    nonce: Buffer.concat([block.subarray(36, 40), explicit]),
    tagBytes: 16,
    covered: additionalData(0, tlsRecord(content), content.length),
  });
  const cipher = legacyCipher(session(0x0303, 0xc02f), MASTER, false);
  expect(cipher).toBeInstanceOf(AeadCipher);
  expect(cipher?.open(tlsRecord(Buffer.concat([explicit, sealed])), 0)).toEqual(content);
});

test('a cipher that is not supported has no keys', () => {
  expect(legacyCipher(session(0x0303, 0x0005), MASTER, true)).toBeUndefined();
  expect(legacyCipher(new TlsSession(), MASTER, true)).toBeUndefined();
});
