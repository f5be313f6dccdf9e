// IP addresses from raw bytes to text: the one spelling by which addresses are compared and shown.

/** Dotted IPv4 (4 bytes), or IPv6 in the form of RFC 5952 without brackets (16 bytes). */
export function addressText(bytes: Uint8Array, at: number, length: 4 | 16): string {
  return length === 4 ? ipv4Text(bytes, at) : ipv6Text(bytes, at);
}

function ipv4Text(bytes: Uint8Array, at: number): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
}

/** RFC 5952 §4: lower case, no leading zeros, the longest run of two or more zero groups (the first of equals) becomes `::`. */
function ipv6Text(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[at + 2 * i] << 8) | bytes[at + 2 * i + 1]);
  // RFC 5952 §5: an IPv4-mapped address (::ffff:0:0/96) is written mixed.
  if (groups[5] === 0xffff && groups.slice(0, 5).every(group => group === 0))
    return `::ffff:${ipv4Text(bytes, at + 12)}`;
  const run = longestZeroRun(groups);
  const text = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map(group => group.toString(16))
      .join(':');
  if (run.length < 2) return text(0, 8);
  return `${text(0, run.start)}::${text(run.start + run.length, 8)}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (start + length < groups.length && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
