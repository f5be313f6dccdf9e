import { expect, test } from 'vitest';
import { DtlsHandshakes } from '../../../collector/dtls/handshakes.ts';
import type { AgreedKeys } from '../../../collector/media/srtp/agreed-keys.ts';
import type { Datagram } from '../../../collector/model/packet.ts';
import { TlsKeys } from '../../../collector/tls/keys.ts';
import { COUNTER, type DtlsVector, GCM, inFragments } from '../../support/dtls-vectors.ts';

const CLIENT = 1;
const SERVER = 2;

/** A handshake between endpoints 1 and 2. */
class Talk {
  readonly keys = new TlsKeys();
  readonly handshakes = new DtlsHandshakes({ intern: (_addresses, at) => at }, this.keys);

  /** The number of an endpoint stands where its address would. */
  send(source: number, destination: number, ...payloads: readonly Buffer[]): this {
    for (const bytes of payloads) {
      const datagram: Partial<Datagram> = {
        bytes,
        start: 0,
        end: bytes.length,
        addressLength: 4,
        sourceAddress: source,
        destinationAddress: destination,
      };
      this.handshakes.see(datagram as Datagram);
    }
    return this;
  }

  shake(vector: DtlsVector): this {
    return this.send(CLIENT, SERVER, vector.clientHello).send(SERVER, CLIENT, vector.serverHello);
  }

  logged({ keyLog }: DtlsVector): this {
    this.keys.addKeyLog(Buffer.from(keyLog));
    return this;
  }

  agreed(source = CLIENT, destination = SERVER): AgreedKeys {
    return this.handshakes.agreedKeys(source, destination);
  }

  keysOf(source: number, destination: number): string[] {
    const agreed = this.agreed(source, destination);
    return agreed.kind === 'keys'
      ? agreed.keys.map(({ masterKey, masterSalt }) => Buffer.concat([masterKey, masterSalt]).toString('hex'))
      : [];
  }
}

/** Key and salt of the client and of the server, as openssl exports them. */
function exportedOf({ exported }: DtlsVector, keyBytes: number, saltBytes: number): [string, string] {
  const part = (at: number, bytes: number): string => exported.subarray(at, at + bytes).toString('hex');
  return [
    part(0, keyBytes) + part(2 * keyBytes, saltBytes),
    part(keyBytes, keyBytes) + part(2 * keyBytes + saltBytes, saltBytes),
  ];
}

test.each([
  ['AES_CM_128_HMAC_SHA1_80', COUNTER, 16, 14],
  ['AEAD_AES_256_GCM', GCM, 32, 12],
] as const)('%s: each side has the keys that openssl exports', (profile, vector, keyBytes, saltBytes) => {
  const talk = new Talk().shake(vector).logged(vector);
  expect(talk.agreed()).toMatchObject({ kind: 'keys', profile });
  const [client, server] = exportedOf(vector, keyBytes, saltBytes);
  expect(talk.keysOf(CLIENT, SERVER)).toEqual([client]);
  expect(talk.keysOf(SERVER, CLIENT)).toEqual([server]);
});

test('a key log may come later; without its line the line is named', () => {
  const talk = new Talk().shake(COUNTER);
  expect(talk.agreed()).toEqual({ kind: 'noSecret', clientRandom: COUNTER.clientRandom });
  expect(talk.logged(COUNTER).agreed().kind).toBe('keys');
});

test('hellos in the wrong order, again, with a cookie, and in pieces', () => {
  const [client] = exportedOf(COUNTER, 16, 14);
  const pieces = inFragments(COUNTER, 20);
  const turned = new Talk().send(SERVER, CLIENT, COUNTER.serverHello).send(CLIENT, SERVER, COUNTER.clientHello);
  const again = new Talk().shake(COUNTER).shake(COUNTER).send(CLIENT, SERVER, COUNTER.clientHello);
  const cut = new Talk().send(CLIENT, SERVER, COUNTER.clientHello).send(SERVER, CLIENT, ...pieces.toReversed());
  for (const talk of [turned, again, cut]) expect(talk.logged(COUNTER).keysOf(CLIENT, SERVER)).toEqual([client]);
});

test('a second handshake on the same ports adds its keys, the latest first', () => {
  const talk = new Talk().shake(COUNTER).shake(GCM).logged(COUNTER).logged(GCM);
  expect(talk.agreed()).toMatchObject({ kind: 'keys', profile: 'AEAD_AES_256_GCM' });
  expect(talk.keysOf(CLIENT, SERVER)).toHaveLength(2);
});

test('what was not seen, and what was not agreed on, is said', () => {
  expect(new Talk().agreed()).toMatchObject({ kind: 'unseen' });
  const half = new Talk().send(CLIENT, SERVER, COUNTER.clientHello);
  expect(half.agreed()).toMatchObject({ kind: 'unseen', why: expect.stringContaining('ServerHello') });
  const other = new Talk().send(SERVER, CLIENT, COUNTER.serverHello);
  expect(other.agreed()).toMatchObject({ kind: 'unseen', why: expect.stringContaining('ClientHello') });
  const changed = (from: string, to: string): DtlsVector => ({
    ...COUNTER,
    serverHello: Buffer.from(COUNTER.serverHello.toString('hex').replace(from, to), 'hex'),
  });
  const noProfile = new Talk().shake(changed('000e0005', '00fe0005'));
  expect(noProfile.agreed()).toMatchObject({ kind: 'unusable', why: expect.stringContaining('use_srtp') });
  const aria = new Talk().shake(changed('000e000500020001', '000e00050002000b'));
  expect(aria.agreed()).toMatchObject({ kind: 'unusable', why: expect.stringContaining('0x000b') });
  const later = new Talk().shake(changed('46fefd', '46fefc'));
  expect(later.agreed()).toMatchObject({ kind: 'unusable', why: expect.stringContaining('0xfefc') });
});

test('pairs of endpoints are bounded, and what is pushed out is counted', () => {
  const talk = new Talk();
  for (let port = 2; port < 16_384 + 4; port++) talk.send(CLIENT, port, COUNTER.clientHello);
  expect(talk.handshakes.shed).toBe(2);
  expect(talk.agreed(CLIENT, 2)).toMatchObject({ kind: 'unseen' });
});
