// What became of the TLS connections of a capture. A connection is counted once, under the state it is in now.

import type { CaptureHealth } from '../model/report.ts';

/**
 * What can be said of a connection:
 * `handshake`: nothing encrypted came yet, or the handshake is all there was;
 * `waitingForKey`: encrypted records are held until a key log names their secret;
 * `decrypting`: records open;
 * `noKey`: no key can help or ever came (`TlsConnection.explanation` says why);
 * `unsupported`: a version or cipher this program does not open;
 * `failed`: there is a key, and the records do not open with it, or the record layer was lost.
 */
export const TLS_STATES = ['handshake', 'waitingForKey', 'decrypting', 'noKey', 'unsupported', 'failed'] as const;
export type TlsState = (typeof TLS_STATES)[number];

/** Names of version and cipher that are told apart; more are counted as `other`. */
export const MAX_CIPHER_NAMES = 256;

export class TlsStatistics {
  connections = 0;
  /** Connections by their present state. */
  readonly byState: Record<TlsState, number> = {
    handshake: 0,
    waitingForKey: 0,
    decrypting: 0,
    noKey: 0,
    unsupported: 0,
    failed: 0,
  };
  /** Connections by what they agreed on: `TLS 1.2 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`. */
  readonly byCipher = new Map<string, number>();

  /** Records that did not open although there was a key. */
  unopenedRecords = 0;
  /** Records passed over: 0-RTT data, and handshakes of TLS 1.3 whose secret the log lacks. */
  passedRecords = 0;
  /** Times the record layer was found again after a gap. */
  resynchronised = 0;

  noteConnection(): void {
    this.connections++;
    this.byState.handshake++;
  }

  noteState(before: TlsState, now: TlsState): void {
    this.byState[before]--;
    this.byState[now]++;
  }

  noteCipher(version: string, cipher: string): void {
    const name = `${version} ${cipher}`;
    const isKnown = this.byCipher.has(name) || this.byCipher.size < MAX_CIPHER_NAMES;
    const key = isKnown ? name : 'other';
    this.byCipher.set(key, (this.byCipher.get(key) ?? 0) + 1);
  }

  /** The part of CaptureHealth that speaks of TLS. */
  report(): CaptureHealth['tls'] {
    return {
      connections: this.connections,
      decrypted: this.byState.decrypting,
      withoutKey: this.byState.noKey + this.byState.waitingForKey,
      failed: this.byState.failed + this.byState.unsupported,
    };
  }
}
