// One record as it lies on the wire, and the numbers of the record layer (RFC 8446 §5.1, RFC 5246 §6.2).
//
//    0      1        3        5
//   │ type │ version│ length │ fragment …

export const ContentType = {
  ChangeCipherSpec: 20,
  Alert: 21,
  Handshake: 22,
  ApplicationData: 23,
  Heartbeat: 24,
} as const;
export type ContentType = (typeof ContentType)[keyof typeof ContentType];

export const RECORD_HEADER_BYTES = 5;

export const Version = { Ssl30: 0x0300, Tls10: 0x0301, Tls11: 0x0302, Tls12: 0x0303, Tls13: 0x0304 } as const;

/** A record, its fragment in `bytes[start..end)`. Reused and lent. */
export class TlsRecord {
  type = 0;
  /** Of the record header: what agrees with the connection up to TLS 1.2, and always 0x0303 in 1.3. */
  version = 0;
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
}

/** What a record held once it is open. Reused and lent. */
export class Opened {
  type = 0;
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
}

/** `TLS 1.2`; of a version that nobody speaks, its number. */
export function versionName(version: number): string {
  if (version === Version.Ssl30) return 'SSL 3.0';
  if (version > Version.Ssl30 && version <= Version.Tls13) return `TLS 1.${version - Version.Tls10}`;
  return `version 0x${version.toString(16).padStart(4, '0')}`;
}
