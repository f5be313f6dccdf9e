// The secrets of a capture: from key logs (files, DSB of pcapng) and RSA private keys.

export class TlsKeys {
  /** Lines of key logs: taken (also the kinds nobody needs here), and not understood. Comments and empty lines are neither. */
  acceptedLines = 0;
  unknownLines = 0;
  /** Secrets forgotten because there were too many; the oldest go first. */
  shedSecrets = 0;

  /**
   * SSLKEYLOGFILE text, whole or in pieces: an unfinished last line waits for its rest. Texts whose pieces come in turns need a
   * `source` each. Connections that waited for one of these secrets give their plaintext before the call returns.
   */
  addKeyLog(_bytes: Uint8Array, _source = ''): void {}

  /** RSA private key, PEM of PKCS#1 or PKCS#8. Throws TlsKeyError when it cannot be read or is encrypted. */
  addRsaKey(_pem: string): void {}
}
