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

/**
 * `<capture id>:<number>` in its parts; undefined when it is no such id. The number is an index, or a generation times 2³² and an
 * index: up to 16 digits, all of them below 2⁵³.
 */
export function splitId(id: string): { readonly capture: string; readonly index: number } | undefined {
  const match = /^([a-z0-9-]+):(\d{1,16})$/.exec(id);
  const index = Number(match?.[2]);
  return match?.[1] === undefined || !Number.isSafeInteger(index) ? undefined : { capture: match[1], index };
}
