// Protects RTP packets as a sender does (RFC 3711 §3.3, RFC 7714 §8.2), for tests of what opens them. Its own road: it shares only the
// key derivation with the product, which is proved by the vectors of the RFC.

import { createCipheriv, createHmac } from 'node:crypto';
import { readRtpHeader } from '../../collector/media/rtp-packet.ts';
import type { SrtpKey } from '../../collector/media/srtp/context.ts';
import { deriveKey, Label } from '../../collector/media/srtp/session-keys.ts';
import { suiteByName } from '../../collector/media/srtp/suites.ts';

/** A key that is told from others by `seed`. */
export function srtpKey(suiteName: string, seed = 1): SrtpKey {
  const suite = suiteByName(suiteName);
  if (suite === undefined) throw new Error(`no suite ${suiteName}`);
  return {
    suite,
    masterKey: Buffer.alloc(suite.keyBytes, seed),
    masterSalt: Buffer.alloc(suite.saltBytes, seed + 100),
    mki: Buffer.alloc(0),
    derivationRate: 0,
    isEncrypted: true,
    isAuthenticated: true,
  };
}

/** The value of its a=crypto. */
export function cryptoOf(key: SrtpKey, tag = 1): string {
  const inline = Buffer.concat([key.masterKey, key.masterSalt]).toString('base64');
  return `crypto:${tag} ${key.suite.name} inline:${inline}`;
}

export function protect(packet: Uint8Array, key: SrtpKey, roc: number): Buffer {
  const header = readRtpHeader(packet);
  if (header === undefined) throw new Error('no RTP packet');
  const { suite, masterKey, masterSalt } = key;
  const derive = (label: number, length: number): Buffer => deriveKey(masterKey, masterSalt, label, 0, length);
  const encryption = derive(Label.Encryption, suite.keyBytes);
  const salt = derive(Label.Salt, suite.saltBytes);
  const head = packet.subarray(0, header.headerBytes);
  const payload = packet.subarray(header.headerBytes);
  const index = Buffer.alloc(10);
  index.writeUInt32BE(header.ssrc, 0);
  index.writeUInt32BE(roc, 4);
  index.writeUInt16BE(header.sequence, 8);
  if (suite.cipher === 'gcm') {
    const iv = Buffer.from(salt);
    for (let i = 0; i < 10; i++) iv[i + 2] ^= index[i];
    const cipher = createCipheriv(suite.keyBytes === 16 ? 'aes-128-gcm' : 'aes-256-gcm', encryption, iv);
    cipher.setAAD(head);
    return Buffer.concat([head, cipher.update(payload), cipher.final(), cipher.getAuthTag()]);
  }
  const iv = Buffer.concat([salt, Buffer.alloc(2)]);
  for (let i = 0; i < 10; i++) iv[i + 4] ^= index[i];
  const body = Buffer.concat([head, createCipheriv(`aes-${suite.keyBytes * 8}-ctr`, encryption, iv).update(payload)]);
  const hmac = createHmac('sha1', derive(Label.Authentication, 20));
  const tag = hmac.update(body).update(index.subarray(4, 8)).digest().subarray(0, suite.tagBytes);
  return Buffer.concat([body, tag]);
}
