// One master key at work (RFC 3711 §3.3, RFC 7714 §8): authenticates an SRTP packet for a guessed rollover counter, and decrypts it.
// What does not authenticate is not decrypted; nothing throws on traffic.
//
//   counter  │ header │ payload, encrypted │ MKI │ tag │        the tag covers header and payload, and the rollover counter
//   gcm      │ header │ payload, encrypted │ tag │ MKI │        the header is associated data

import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { RtpHeader } from '../rtp-packet.ts';
import { deriveKey, Label } from './session-keys.ts';
import type { SrtpSuite } from './suites.ts';

/** A master key with all that was agreed on about it. */
export interface SrtpKey {
  readonly suite: SrtpSuite;
  readonly masterKey: Buffer;
  readonly masterSalt: Buffer;
  /** Master key identifier that packets carry; empty when they carry none. */
  readonly mki: Buffer;
  /** Packets between two derivations of session keys; 0: they are derived once (RFC 3711 §4.3.1). */
  readonly derivationRate: number;
  readonly isEncrypted: boolean;
  readonly isAuthenticated: boolean;
}

const AUTHENTICATION_KEY_BYTES = 20;
const ROC_FACTOR = 0x1_0000;

interface SessionKeys {
  readonly round: number;
  readonly encryption: Buffer;
  readonly authentication: Buffer;
  readonly salt: Buffer;
}

export class SrtpContext {
  readonly key: SrtpKey;
  private keys: SessionKeys | undefined;

  constructor(key: SrtpKey) {
    this.key = key;
  }

  /** The payload in the clear, padding included; undefined when the packet is not what this key and counter made. */
  open(packet: Uint8Array, header: RtpHeader, roc: number): Uint8Array | undefined {
    const { suite, mki, isAuthenticated } = this.key;
    const tagBytes = isAuthenticated || suite.cipher === 'gcm' ? suite.tagBytes : 0;
    const payloadEnd = packet.length - tagBytes - mki.length;
    if (payloadEnd < header.headerBytes || !this.hasMki(packet, payloadEnd, tagBytes)) return undefined;
    const keys = this.keysFor(roc * ROC_FACTOR + header.sequence);
    if (suite.cipher === 'gcm') return openGcm(keys, packet, header, payloadEnd, roc);
    if (tagBytes > 0 && !isAuthentic(keys, packet, payloadEnd, tagBytes, roc)) return undefined;
    const payload = packet.subarray(header.headerBytes, payloadEnd);
    const isPlain = suite.cipher === 'none' || !this.key.isEncrypted;
    return isPlain ? payload : decryptCounter(keys, payload, header, roc);
  }

  /** Where it stands depends on the cipher, see the drawing. */
  private hasMki(packet: Uint8Array, payloadEnd: number, tagBytes: number): boolean {
    const { suite, mki } = this.key;
    const at = suite.cipher === 'gcm' ? payloadEnd + tagBytes : payloadEnd;
    return mki.length === 0 || mki.equals(packet.subarray(at, at + mki.length));
  }

  private keysFor(index: number): SessionKeys {
    const { suite, masterKey, masterSalt, derivationRate } = this.key;
    const round = derivationRate === 0 ? 0 : Math.floor(index / derivationRate);
    if (this.keys?.round === round) return this.keys;
    const derive = (label: number, bytes: number): Buffer => deriveKey(masterKey, masterSalt, label, round, bytes);
    this.keys = {
      round,
      encryption: derive(Label.Encryption, suite.keyBytes),
      authentication: derive(Label.Authentication, AUTHENTICATION_KEY_BYTES),
      salt: derive(Label.Salt, suite.saltBytes),
    };
    return this.keys;
  }
}

/** HMAC-SHA1 over the packet without MKI and tag, and the rollover counter behind it (§4.2). */
function isAuthentic(
  keys: SessionKeys,
  packet: Uint8Array,
  payloadEnd: number,
  tagBytes: number,
  roc: number,
): boolean {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(roc);
  const hmac = createHmac('sha1', keys.authentication).update(packet.subarray(0, payloadEnd)).update(counter);
  return timingSafeEqual(hmac.digest().subarray(0, tagBytes), packet.subarray(packet.length - tagBytes));
}

/** IV = (salt · 2^16) XOR (SSRC · 2^64) XOR (index · 2^16)  (§4.1.1) */
function decryptCounter(keys: SessionKeys, payload: Uint8Array, header: RtpHeader, roc: number): Buffer {
  const iv = Buffer.alloc(16);
  iv.set(keys.salt);
  xor32(iv, 4, header.ssrc);
  xor32(iv, 8, roc);
  xor16(iv, 12, header.sequence);
  return createCipheriv(`aes-${keys.encryption.length * 8}-ctr`, keys.encryption, iv).update(payload);
}

/** IV = (0 0 SSRC ROC SEQ) XOR salt  (RFC 7714 §8.1) */
function openGcm(
  keys: SessionKeys,
  packet: Uint8Array,
  header: RtpHeader,
  payloadEnd: number,
  roc: number,
): Buffer | undefined {
  const iv = Buffer.from(keys.salt);
  xor32(iv, 2, header.ssrc);
  xor32(iv, 6, roc);
  xor16(iv, 10, header.sequence);
  const cipher = keys.encryption.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm';
  const decipher = createDecipheriv(cipher, keys.encryption, iv, { authTagLength: 16 });
  decipher.setAAD(packet.subarray(0, header.headerBytes));
  decipher.setAuthTag(packet.subarray(payloadEnd, payloadEnd + 16));
  const payload = decipher.update(packet.subarray(header.headerBytes, payloadEnd));
  try {
    decipher.final();
  } catch {
    // The only way in which Node says that the tag is another one.
    return undefined;
  }
  return payload;
}

function xor32(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32BE((bytes.readUInt32BE(at) ^ value) >>> 0, at);
}

function xor16(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt16BE(bytes.readUInt16BE(at) ^ value, at);
}
