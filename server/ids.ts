// Names of captures, legs and messages in addresses. The same file gets the same id after a restart, so links survive.

import { createHash } from 'node:crypto';

const SLUG_LENGTH = 40;

/**
 * Id of a capture: a readable part made of `name` and six hex digits of what it is (`key`: absolute paths, or a digest of the
 * content). Only `a-z 0-9 -`: safe in addresses and file names, and free of the `:` that separates the index.
 */
export function captureId(name: string, key: string): string {
  const slug = name
    .toLowerCase()
    .replace(/\.(pcap|pcapng|cap)?(\.gz)?$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, SLUG_LENGTH);
  const digest = createHash('sha1').update(key).digest('hex').slice(0, 6);
  return `${slug === '' ? 'capture' : slug}-${digest}`;
}

/** `<capture id>:<index>` in its parts; undefined when it is no such id. */
export function splitId(id: string): { readonly capture: string; readonly index: number } | undefined {
  const match = /^([a-z0-9-]+):(\d{1,10})$/.exec(id);
  if (match?.[1] === undefined) return undefined;
  return { capture: match[1], index: Number(match[2]) };
}
