// A bounded map for immutable state: every write gives a new map, the entry written longest ago leaves first.

/** `map` with `key` set and made the youngest, cut to `limit` entries. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V, limit: number): ReadonlyMap<K, V> {
  const next = new Map(map);
  next.delete(key);
  next.set(key, value);
  for (const oldest of next.keys()) {
    if (next.size <= limit) break;
    next.delete(oldest);
  }
  return next;
}
