// What session keys do to one SRTP packet: its authentication (RFC 3711 §4.2), AES in counter mode (§4.1.1), AES-GCM (RFC 7714 §8).

import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { RtpHeader } from '../rtp-packet.ts';

export interface PacketKeys {
  readonly encryption: Buffer;
  readonly authentication: Buffer;
  readonly salt: Buffer;
}

/** HMAC-SHA1 over the packet without MKI and tag, and the rollover counter behind it (§4.2). */
export function isAuthentic(
  keys: PacketKeys,
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
export function decryptCounter(keys: PacketKeys, payload: Uint8Array, header: RtpHeader, roc: number): Buffer {
  const iv = Buffer.alloc(16);
  iv.set(keys.salt);
  xor32(iv, 4, header.ssrc);
  xor32(iv, 8, roc);
  xor16(iv, 12, header.sequence);
  return createCipheriv(`aes-${keys.encryption.length * 8}-ctr`, keys.encryption, iv).update(payload);
}

/** IV = (0 0 SSRC ROC SEQ) XOR salt  (RFC 7714 §8.1) */
export function openGcm(
  keys: PacketKeys,
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
