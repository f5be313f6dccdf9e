// Whole numbers out of bytes, in both byte orders. HOT: plain indexed reads, which are faster here than DataView or readUInt32LE.
// No bounds check: the caller makes one for all the fields of a header, then reads (a read past the end gives 0s, never a throw).

/** Unsigned 16 bits, network order. */
export function be16(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

/** Unsigned 16 bits, little-endian. */
export function le16(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8);
}

/** Unsigned 32 bits, network order. */
export function be32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}

/** Unsigned 32 bits, little-endian. */
export function le32(bytes: Uint8Array, at: number): number {
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
}

/** Signed 64 bits, network order. For numbers met once a file: it makes a bigint. */
export function beInt64(bytes: Uint8Array, at: number): bigint {
  return BigInt.asIntN(64, (BigInt(be32(bytes, at)) << 32n) | BigInt(be32(bytes, at + 4)));
}

/** Signed 64 bits, little-endian. For numbers met once a file: it makes a bigint. */
export function leInt64(bytes: Uint8Array, at: number): bigint {
  return BigInt.asIntN(64, (BigInt(le32(bytes, at + 4)) << 32n) | BigInt(le32(bytes, at)));
}
