// Typed arrays that grow. Each column grows by itself, so that the peak holds only one column twice.
// V8 counts the bytes of arrays, and after every 64 MB of new ones it looks through its whole heap for garbage, all the legs of a large
// capture: 0.2 to 0.5 s of the processors for columns that are none. It does not count memory that could be shared between threads.

/** Shorter ones may be counted. */
const LONG_BYTES = 1 << 20;

/**
 * Memory of a column that is there to stay, zeroed. For nothing that comes and goes: what is dropped is only given back when V8 has
 * looked for garbage for another reason.
 */
export function columnMemory(bytes: number): ArrayBufferLike {
  return bytes < LONG_BYTES ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}

/** Rows to make room for next: half as much again, in whole kilo-rows. */
export function grownCapacity(capacity: number): number {
  return Math.ceil((capacity * 1.5) / 1024) * 1024;
}

export function grownFloat64(column: Float64Array, capacity: number): Float64Array {
  const grown = new Float64Array(columnMemory(capacity * Float64Array.BYTES_PER_ELEMENT));
  grown.set(column);
  return grown;
}

export function grownFloat32(column: Float32Array, capacity: number): Float32Array {
  const grown = new Float32Array(columnMemory(capacity * Float32Array.BYTES_PER_ELEMENT));
  grown.set(column);
  return grown;
}

export function grownUint32(column: Uint32Array, capacity: number): Uint32Array {
  const grown = new Uint32Array(columnMemory(capacity * Uint32Array.BYTES_PER_ELEMENT));
  grown.set(column);
  return grown;
}

export function grownInt32(column: Int32Array, capacity: number): Int32Array {
  const grown = new Int32Array(columnMemory(capacity * Int32Array.BYTES_PER_ELEMENT));
  grown.set(column);
  return grown;
}

export function grownUint16(column: Uint16Array, capacity: number): Uint16Array {
  const grown = new Uint16Array(columnMemory(capacity * Uint16Array.BYTES_PER_ELEMENT));
  grown.set(column);
  return grown;
}

export function grownUint8(column: Uint8Array, capacity: number): Uint8Array {
  const grown = new Uint8Array(columnMemory(capacity * Uint8Array.BYTES_PER_ELEMENT));
  grown.set(column);
  return grown;
}
