// An RSA private key of a server, and what it opens: the premaster secret of RSA key exchange (RFC 5246 §7.4.7.1, TLS 1.0–1.2).

import { constants, createPrivateKey, type KeyObject, privateDecrypt } from 'node:crypto';

// Keys that the user named and that cannot be used (STYLE §7: the world says no).
export type TlsKeyErrorCode = 'SIPA_RSA_KEY_UNREADABLE' | 'SIPA_RSA_KEY_ENCRYPTED' | 'SIPA_NOT_AN_RSA_KEY';

/** `message` says what and why, `hint` what to do next; both are for the user. */
export class TlsKeyError extends Error {
  readonly code: TlsKeyErrorCode;
  readonly hint: string;

  constructor(code: TlsKeyErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TlsKeyError';
    this.code = code;
    this.hint = hint;
  }
}

/** Bytes of a premaster secret of RSA key exchange. */
const PREMASTER_BYTES = 48;

export class RsaKey {
  private readonly key: KeyObject;
  private readonly modulusBytes: number;

  /** Reads PKCS#1 or PKCS#8 PEM. Throws TlsKeyError. */
  constructor(pem: string) {
    this.key = readKey(pem);
    this.modulusBytes = Math.ceil((this.key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  }

  /** The premaster secret, or undefined when it was encrypted for another key. */
  decryptPremaster(encrypted: Buffer): Buffer | undefined {
    if (encrypted.length !== this.modulusBytes) return undefined;
    let block: Buffer;
    try {
      // Node refuses or blurs PKCS#1 v1.5 padding (Marvin attack), which matters to servers. So it is taken off by hand.
      block = privateDecrypt({ key: this.key, padding: constants.RSA_NO_PADDING }, encrypted);
    } catch {
      return undefined; // A number above the modulus.
    }
    return unpad(block);
  }
}

/** EB = 00 02 PS 00 D, PS at least 8 bytes without 0  (RFC 8017 §7.2.2) */
function unpad(block: Buffer): Buffer | undefined {
  if (block[0] !== 0 || block[1] !== 2) return undefined;
  const zero = block.indexOf(0, 2);
  if (zero < 10 || block.length - zero - 1 !== PREMASTER_BYTES) return undefined;
  return Buffer.from(block.subarray(zero + 1));
}

function readKey(pem: string): KeyObject {
  if (/ENCRYPTED/.test(pem))
    throw new TlsKeyError(
      'SIPA_RSA_KEY_ENCRYPTED',
      'The RSA private key is protected by a passphrase',
      'Write it without one: openssl rsa -in KEY.pem -out PLAIN.pem',
    );
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (error) {
    throw new TlsKeyError(
      'SIPA_RSA_KEY_UNREADABLE',
      'The RSA private key cannot be read: it is no PEM of PKCS#1 or PKCS#8',
      'The file begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----. DER becomes PEM by: openssl rsa -inform DER -in KEY.der -out KEY.pem',
      error,
    );
  }
  if (key.asymmetricKeyType !== 'rsa')
    throw new TlsKeyError(
      'SIPA_NOT_AN_RSA_KEY',
      `This is a private key of type ${key.asymmetricKeyType}: only RSA keys open a recorded handshake`,
      'With every other key exchange a key log is needed: let one of the peers write it (SSLKEYLOGFILE) and name it by --keylog.',
    );
  return key;
}
