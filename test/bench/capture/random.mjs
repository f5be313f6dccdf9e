// Numbers that look random and are the same in every run: xorshift32 (Marsaglia 2003). Good enough for traffic, not for secrets.

/** A function that gives numbers in [0, 1). `seed` is any integer but 0. */
export function makeRandom(seed) {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/** `length` hexadecimal digits. */
export function hexDigits(random, length) {
  let digits = '';
  while (digits.length < length) digits += ((random() * 0x1_0000_0000) >>> 0).toString(16).padStart(8, '0');
  return digits.slice(0, length);
}

/** A number in [low, high). */
export function between(random, low, high) {
  return low + random() * (high - low);
}
