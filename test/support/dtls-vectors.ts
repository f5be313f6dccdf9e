// Two DTLS 1.2 handshakes of `openssl s_server` and `s_client` (3.0.22) with extended master secret, as tcpdump saw them: the datagrams
// with the hellos (what stands behind the ServerHello is left out), the line of the key log, and what openssl itself exports with
// -keymatexport EXTRACTOR-dtls_srtp.

export interface DtlsVector {
  /** Without cookie, and again with it. */
  readonly clientHello: Buffer;
  readonly serverHello: Buffer;
  readonly clientRandom: string;
  readonly keyLog: string;
  readonly exported: Buffer;
}

const HELLO_END = 13 + 12 + 0x46;

function vector(
  clientRandom: string,
  master: string,
  suite: string,
  serverHello: string,
  exported: string,
): DtlsVector {
  // Session id, cookie, the suite, no compression.
  const body = Buffer.from(`fefd${clientRandom}00000002${suite}0100`, 'hex');
  return {
    clientHello: record(0, handshake(1, 0, body.length, 0, body)),
    serverHello: Buffer.from(serverHello, 'hex').subarray(0, HELLO_END),
    clientRandom,
    keyLog: `CLIENT_RANDOM ${clientRandom} ${master}\n`,
    exported: Buffer.from(exported, 'hex'),
  };
}

/** One handshake fragment with its header (RFC 6347 §4.2.2). */
export function handshake(type: number, sequence: number, total: number, offset: number, fragment: Buffer): Buffer {
  const header = Buffer.alloc(12);
  header[0] = type;
  header.writeUIntBE(total, 1, 3);
  header.writeUInt16BE(sequence, 4);
  header.writeUIntBE(offset, 6, 3);
  header.writeUIntBE(fragment.length, 9, 3);
  return Buffer.concat([header, fragment]);
}

/** One record of handshakes (RFC 6347 §4.1). */
export function record(epoch: number, fragment: Buffer): Buffer {
  const header = Buffer.from([22, 0xfe, 0xfd, 0, epoch, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt16BE(fragment.length, 11);
  return Buffer.concat([header, fragment]);
}

/** The ServerHello of a vector in pieces of so many bytes, a datagram each. */
export function inFragments({ serverHello }: DtlsVector, size: number): Buffer[] {
  const body = serverHello.subarray(13 + 12);
  const sequence = serverHello.readUInt16BE(13 + 4);
  return Array.from({ length: Math.ceil(body.length / size) }, (_, i) =>
    record(0, handshake(2, sequence, body.length, i * size, body.subarray(i * size, (i + 1) * size))),
  );
}

/** SRTP_AES128_CM_SHA1_80, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256. */
export const COUNTER = vector(
  '019c99212a7945327726b19e0811e96a75349c827e4292ca9deb4bd23ec57cab',
  '61a7643bcb9d0c30ff18e936b2e2bad664adf31e079247dc49567652bc5aaefc02385ddbe8f7ef5333404eb2f17dbf2e',
  'c02f',
  '16fefd00000000000000010052020000460001000000000046fefdb4cf59be8ead0a3c238e70631f52ead3764ee64c26255c297cf90add864a485800c02f00001eff01000100000b00040300010200230000000e000500020001000017000016fefd',
  'C66B4D52848EB241662C0E712A6DF1020AB44924415C9DD82FC8ACBB009C16146825F61B142EE6C46CC736BE0B2800E8D03EE658927EAE377203B75D',
);

/** SRTP_AEAD_AES_256_GCM, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384. */
export const GCM = vector(
  '87591668ea604091ecc9b44e1dfa77bc967d9c7685210bf63e31a6ff7442afa9',
  '86590656cad5e97c8b9c8c9eef3e2957b251b4eef0cbeb5507407fb5c2e6c527c55427f0c5e05ec9e34e2af4d0189262',
  'c030',
  '16fefd00000000000000010052020000460001000000000046fefd3ab03af341e1e57fd2bf1b252f4faf72cd8bacaa6c90c23e7f731a66790fa66700c03000001eff01000100000b00040300010200230000000e000500020008000017000016fefd',
  '0BD604C843D0900A901E2A4A161E997686A9A8E7978C890C5FB4BC5540616F9015A43527A28834581699AED64190C204FF76E2B8AE0994C308BC1A21669D639A74F6303EBAFD38B5A45554DFCA137D367A237E3BCC51B2AE',
);
