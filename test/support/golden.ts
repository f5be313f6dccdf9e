// Compares text with a file that a person can read; SIPSCOPE_GOLDEN=write makes the file anew.

import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Expects `text` to be what `path` (from the repository root) holds. */
export function expectGolden(path: string, text: string): void {
  const url = new URL(`../../${path}`, import.meta.url);
  if (process.env.SIPSCOPE_GOLDEN === 'write') writeFileSync(url, text);
  expect(text).toBe(readFileSync(url, 'utf8'));
}
