// Records of TLS 1.0–1.2 in one direction, from a ChangeCipherSpec to the next: one key, sequence numbers from 0.

import { AeadCipher, SALT_BYTES } from './aead-cipher.ts';
import { CbcCipher, MacOnlyCipher } from './cbc-cipher.ts';
import { type CipherSpec, MAC_BYTES } from './cipher-suites.ts';
import { keyBlock } from './key-schedule.ts';
import { MAX_TOTAL_TRIES, MAX_TRIES } from './limits.ts';
import { MissingRecords, type Protection } from './protection.ts';
import { type Opened, type TlsRecord, Version } from './record.ts';
import type { RecordCipher } from './record-cipher.ts';
import type { TlsSession } from './session.ts';

export class LegacyProtection implements Protection {
  private readonly cipher: RecordCipher;
  /** Of the next record, when none is missing. */
  private sequence = 0;
  private readonly missing = new MissingRecords();
  private triesLeft = MAX_TOTAL_TRIES;

  constructor(cipher: RecordCipher) {
    this.cipher = cipher;
  }

  open(record: TlsRecord, opened: Opened): boolean {
    const content = this.search(record);
    this.cipher.advance(record);
    if (content === undefined) {
      this.missing.add(1, true);
      return false;
    }
    opened.type = record.type;
    opened.bytes = content;
    opened.start = 0;
    opened.end = content.length;
    return true;
  }

  lose(records: number, isExact: boolean): void {
    this.missing.add(records, isExact);
    this.cipher.loseRecords();
  }

  pass(record: TlsRecord): void {
    this.missing.add(1, true);
    this.cipher.advance(record);
  }

  private search(record: TlsRecord): Buffer | undefined {
    const { missing } = this;
    const first = this.sequence + missing.known;
    const distance = missing.possible > 0 ? this.cipher.distance(record) : undefined;
    if (distance !== undefined) {
      // The nonce counts from the last record that was seen, which is the known ones on from the last that was opened.
      const content = this.attempt(record, first + distance - 1);
      if (content !== undefined) return content;
    }
    const tries = Math.min(missing.possible + 1, MAX_TRIES);
    for (let i = 0; i < tries; i++) {
      const content = this.attempt(record, first + i);
      if (content !== undefined) return content;
    }
    return undefined;
  }

  private attempt(record: TlsRecord, sequence: number): Buffer | undefined {
    // The expected number is always tried; guesses are counted.
    if (this.missing.possible > 0 && this.triesLeft-- <= 0) return undefined;
    const content = this.cipher.open(record, sequence);
    if (content === undefined) return undefined;
    this.sequence = sequence + 1;
    this.missing.reset();
    return content;
  }
}

/** The cipher of what the client sends, or the server, out of the key block (RFC 5246 §6.3); undefined when it is not supported. */
export function legacyCipher(session: TlsSession, master: Buffer, ofClient: boolean): RecordCipher | undefined {
  const { client, server, suite, version } = session;
  const { spec } = suite;
  if (client === undefined || server === undefined || spec === undefined) return undefined;
  const sizes = keySizes(spec, version);
  const block = keyBlock(
    session.prf,
    master,
    client.random,
    server.random,
    2 * (sizes.macBytes + sizes.keyBytes + sizes.ivBytes),
  );
  // client MAC │ server MAC │ client key │ server key │ client IV │ server IV
  const side = ofClient ? 0 : 1;
  const part = (start: number, length: number): Buffer =>
    block.subarray(start + side * length, start + (side + 1) * length);
  const macKey = part(0, sizes.macBytes);
  const key = part(2 * sizes.macBytes, sizes.keyBytes);
  const iv = part(2 * (sizes.macBytes + sizes.keyBytes), sizes.ivBytes);
  switch (spec.kind) {
    case 'aead':
      return new AeadCipher(spec, key, iv, false);
    case 'cbc':
      return new CbcCipher(spec, key, macKey, iv, version, server.hasEncryptThenMac);
    case 'null':
      return new MacOnlyCipher(spec.macHash, macKey);
  }
}

function keySizes(spec: CipherSpec, version: number): { macBytes: number; keyBytes: number; ivBytes: number } {
  switch (spec.kind) {
    case 'aead':
      // RFC 7905 §2: ChaCha20 takes the whole nonce from here.
      return { macBytes: 0, keyBytes: spec.keyBytes, ivBytes: spec.hasExplicitNonce ? SALT_BYTES : 12 };
    case 'cbc':
      return {
        macBytes: MAC_BYTES[spec.macHash],
        keyBytes: spec.keyBytes,
        // RFC 4346 §6.3: from TLS 1.1 on every record brings its own.
        ivBytes: version === Version.Tls10 ? spec.blockBytes : 0,
      };
    case 'null':
      return { macBytes: MAC_BYTES[spec.macHash], keyBytes: 0, ivBytes: 0 };
  }
}
