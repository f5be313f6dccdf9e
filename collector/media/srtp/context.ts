// One master key at work (RFC 3711 §3.3, RFC 7714 §8): authenticates an SRTP packet for a guessed rollover counter, and decrypts it.
// What does not authenticate is not decrypted; nothing throws on traffic.
//
//   counter  │ header │ payload, encrypted │ MKI │ tag │        the tag covers header and payload, and the rollover counter
//   gcm      │ header │ payload, encrypted │ tag │ MKI │        the header is associated data

import type { RtpHeader } from '../rtp-packet.ts';
import { decryptCounter, isAuthentic, openGcm, type PacketKeys } from './packet-cipher.ts';
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

/** Those of one round of the key derivation. */
interface SessionKeys extends PacketKeys {
  readonly round: number;
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
