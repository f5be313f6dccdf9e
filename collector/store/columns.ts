// Typed arrays that grow. Each column grows by itself, so that the peak holds only one column twice.

/** Rows to make room for next: half as much again, in whole kilo-rows. */
export function grownCapacity(capacity: number): number {
  return Math.ceil((capacity * 1.5) / 1024) * 1024;
}

export function grownFloat64(column: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(capacity);
  grown.set(column);
  return grown;
}

export function grownFloat32(column: Float32Array, capacity: number): Float32Array<ArrayBuffer> {
  const grown = new Float32Array(capacity);
  grown.set(column);
  return grown;
}

export function grownUint32(column: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(capacity);
  grown.set(column);
  return grown;
}

export function grownInt32(column: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(capacity);
  grown.set(column);
  return grown;
}

export function grownUint16(column: Uint16Array, capacity: number): Uint16Array<ArrayBuffer> {
  const grown = new Uint16Array(capacity);
  grown.set(column);
  return grown;
}

export function grownUint8(column: Uint8Array, capacity: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(capacity);
  grown.set(column);
  return grown;
}
