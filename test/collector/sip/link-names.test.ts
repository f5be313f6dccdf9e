import { expect, test } from 'vitest';
import { isLinkHeader, LINK_NAMES } from '../../../collector/sip/link-names.ts';

function isLink(line: string): boolean {
  const bytes = Buffer.from(`${line}\n`, 'latin1');
  return isLinkHeader(bytes, 0, bytes.length - 1);
}

test('every name is known in any case and with blanks before its colon', () => {
  for (const name of LINK_NAMES) {
    for (const written of [name, name.toUpperCase()]) {
      expect([written, isLink(`${written}: x`), isLink(`${written} \t: x`)]).toEqual([written, true, true]);
    }
  }
});

test('a longer, shorter or other name is none, nor is a line without colon', () => {
  for (const name of LINK_NAMES) {
    for (const line of [`${name}x: 1`, `x${name}: 1`, `${name.slice(0, -1)}_: 1`, name, `${name} x: 1`]) {
      expect([line, isLink(line)]).toEqual([line, false]);
    }
  }
});

test('what only looks like a name with one bit turned is none', () => {
  for (const name of LINK_NAMES) {
    for (let at = 0; at < name.length; at++) {
      const bytes = Buffer.from(`${name}: x\n`, 'latin1');
      bytes[at] ^= 1;
      const others: readonly string[] = LINK_NAMES;
      if (others.includes(bytes.toString('latin1', 0, name.length))) continue;
      expect(isLinkHeader(bytes, 0, bytes.length - 1)).toBe(false);
    }
  }
});
