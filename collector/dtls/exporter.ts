// SRTP master keys out of the master secret of a DTLS handshake: the exporter of RFC 5705 §4 with the label of RFC 5764 §4.2, without
// context. What it gives is cut in this order:
//
//   client_write_SRTP_master_key │ server_write_SRTP_master_key │ client … salt │ server … salt

import type { SrtpKey } from '../media/srtp/context.ts';
import type { SrtpSuite } from '../media/srtp/suites.ts';
import { type PrfName, prf } from '../tls/key-schedule.ts';

const LABEL = 'EXTRACTOR-dtls_srtp';

export interface ExporterInput {
  readonly prf: PrfName;
  readonly master: Buffer;
  readonly clientRandom: Buffer;
  readonly serverRandom: Buffer;
}

/** `EXTRACTOR-dtls_srtp`, of so many bytes. */
export function exportSrtp(input: ExporterInput, length: number): Buffer {
  const seed = Buffer.concat([input.clientRandom, input.serverRandom]);
  return prf(input.prf, input.master, LABEL, seed, length);
}

/** By which the client protects what it sends, or the server. */
export function srtpKeyOf(input: ExporterInput, suite: SrtpSuite, mki: Buffer, ofClient: boolean): SrtpKey {
  const { keyBytes, saltBytes } = suite;
  const material = exportSrtp(input, 2 * (keyBytes + saltBytes));
  const keyAt = ofClient ? 0 : keyBytes;
  const saltAt = 2 * keyBytes + (ofClient ? 0 : saltBytes);
  return {
    suite,
    masterKey: material.subarray(keyAt, keyAt + keyBytes),
    masterSalt: material.subarray(saltAt, saltAt + saltBytes),
    mki,
    derivationRate: 0,
    isEncrypted: true,
    isAuthenticated: true,
  };
}
