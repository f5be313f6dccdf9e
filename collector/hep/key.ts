// The shared secret of HEP (chunk 0x0e): compared without telling by the time it takes how much of it was right.

/** Whether `bytes[start, end)` is `key`. Takes as long as the key is, whatever the bytes are. */
export function isHepKey(bytes: Uint8Array, start: number, end: number, key: Uint8Array): boolean {
  let difference = (end - start) ^ key.length;
  for (let i = 0; i < key.length; i++) {
    // Behind the end of a shorter one there may be no byte; any number does, for the lengths differ already.
    difference |= (bytes[start + i] ?? 0) ^ key[i];
  }
  return difference === 0;
}
