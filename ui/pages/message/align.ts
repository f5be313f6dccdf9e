// Two sequences side by side: what stands on both sides by its key, in order, and what stands on one alone. Pure.

export interface Pair<T> {
  readonly left: T | undefined;
  readonly right: T | undefined;
}

/** Above this many cells of the table, sequences are paired by their place instead: a forged message must not cost a minute. */
const MAX_CELLS = 250_000;

/**
 * Longest common subsequence of the keys. What lies between two pairs is paired in order when both sides have some of the same
 * `kind`, else it stands alone.
 */
export function align<T>(
  left: readonly T[],
  right: readonly T[],
  keyOf: (item: T) => string,
  kindOf: (item: T) => string = () => '',
): readonly Pair<T>[] {
  const pairs: Pair<T>[] = [];
  let l = 0;
  let r = 0;
  for (const [atLeft, atRight] of commonPlaces(left.map(keyOf), right.map(keyOf))) {
    pairs.push(...between(left.slice(l, atLeft), right.slice(r, atRight), kindOf));
    pairs.push({ left: left[atLeft], right: right[atRight] });
    l = atLeft + 1;
    r = atRight + 1;
  }
  pairs.push(...between(left.slice(l), right.slice(r), kindOf));
  return pairs;
}

/** What has no partner by key: pairs of one kind in order, the rest alone. */
function between<T>(left: readonly T[], right: readonly T[], kindOf: (item: T) => string): readonly Pair<T>[] {
  const rest = [...right];
  const pairs: Pair<T>[] = [];
  for (const item of left) {
    const at = rest.findIndex(other => kindOf(other) === kindOf(item));
    if (at < 0) pairs.push({ left: item, right: undefined });
    else {
      for (const passed of rest.splice(0, at)) pairs.push({ left: undefined, right: passed });
      pairs.push({ left: item, right: rest.shift() });
    }
  }
  return [...pairs, ...rest.map(item => ({ left: undefined, right: item }))];
}

function commonPlaces(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  if (left.length * right.length > MAX_CELLS) return samePlaces(left, right);
  // length[l][r]: of the longest common subsequence of left from l and right from r.
  const width = right.length + 1;
  const length = new Uint16Array((left.length + 1) * width);
  const at = (l: number, r: number): number => length[l * width + r] ?? 0;
  for (let l = left.length - 1; l >= 0; l -= 1) {
    for (let r = right.length - 1; r >= 0; r -= 1)
      length[l * width + r] = left[l] === right[r] ? at(l + 1, r + 1) + 1 : Math.max(at(l + 1, r), at(l, r + 1));
  }
  const places: [number, number][] = [];
  for (let l = 0, r = 0; l < left.length && r < right.length; ) {
    if (left[l] === right[r]) places.push([l++, r++]);
    else if (at(l + 1, r) >= at(l, r + 1)) l += 1;
    else r += 1;
  }
  return places;
}

function samePlaces(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  return left.flatMap((key, at): readonly (readonly [number, number])[] => (right[at] === key ? [[at, at]] : []));
}
