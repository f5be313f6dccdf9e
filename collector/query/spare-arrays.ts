// Long typed arrays that are used again and again. Each sort of a million legs needs 30 MB of them for a moment; made anew each time,
// they would make V8 look for garbage among all legs every other question, which takes longer than the question. What is taken and
// never given back is garbage as ever.

/** Shorter ones are made as they are needed. */
const LONG = 65_536;
/** 44 bytes a leg at most: what a sort has at a time, the order of before among them, but for the first by texts. */
const KEPT32 = 5;
const KEPT64 = 3;

const spare32: Uint32Array[] = [];
const spare64: Float64Array[] = [];

/** Room for `count` numbers; whatever stood in it still does. */
export function takeUint32(count: number): Uint32Array {
  if (count < LONG) return new Uint32Array(count);
  const found = taken(spare32, count);
  return found === undefined ? new Uint32Array(count) : new Uint32Array(found.buffer, 0, count);
}

export function takeFloat64(count: number): Float64Array {
  if (count < LONG) return new Float64Array(count);
  const found = taken(spare64, count);
  return found === undefined ? new Float64Array(count) : new Float64Array(found.buffer, 0, count);
}

/** Whoever gives it back has no use for it any more, nor has anybody to whom it was shown. */
export function giveBack(array: Uint32Array | Float64Array): void {
  const { buffer } = array;
  if (array instanceof Uint32Array) keep(spare32, new Uint32Array(buffer), KEPT32);
  else keep(spare64, new Float64Array(buffer), KEPT64);
}

function taken<Kind extends { readonly length: number }>(spare: Kind[], count: number): Kind | undefined {
  const at = spare.findIndex(({ length }) => length >= count);
  return at < 0 ? undefined : spare.splice(at, 1)[0];
}

/** The longest ones stay: a list grows while its capture is read. */
function keep<Kind extends { readonly length: number }>(spare: Kind[], array: Kind, most: number): void {
  if (array.length < LONG) return;
  spare.push(array);
  if (spare.length <= most) return;
  spare.sort((a, b) => b.length - a.length);
  spare.length = most;
}
