// The correlation id of a frame, as text: chunk 0x11, or what OpenSIPS puts into a JSON object in its place.

import { utf8 } from '../bytes/slices.ts';
import type { HepFrame } from './hep-frame.ts';
import { MAX_CORRELATION_BYTES } from './limits.ts';

/** A JSON object of more bytes holds no ids alone. */
const MAX_JSON_BYTES = 4096;

/** '' when the frame has none. Cut at MAX_CORRELATION_BYTES. */
export function correlationOf(bytes: Buffer, frame: HepFrame): string {
  if (frame.correlationEnd > frame.correlationStart) {
    return textOf(bytes, frame.correlationStart, frame.correlationEnd);
  }
  if (frame.correlationJsonEnd > frame.correlationJsonStart) {
    return fromJson(bytes, frame.correlationJsonStart, frame.correlationJsonEnd);
  }
  return '';
}

/** Some senders count the NUL behind a C string. */
function textOf(bytes: Buffer, start: number, end: number): string {
  let textEnd = Math.min(end, start + MAX_CORRELATION_BYTES);
  while (textEnd > start && bytes[textEnd - 1] === 0) textEnd--;
  return utf8(bytes, start, textEnd);
}

/** The value under `sip` (the Call-ID), else the first text in the object. */
function fromJson(bytes: Buffer, start: number, end: number): string {
  if (end - start > MAX_JSON_BYTES) return '';
  const value = parse(utf8(bytes, start, end));
  if (typeof value !== 'object' || value === null) return '';
  const entries: [string, unknown][] = Object.entries(value);
  const [, id] = entries.find(([name]) => name === 'sip') ?? entries.find(([, text]) => typeof text === 'string') ?? [];
  return typeof id === 'string' ? id.slice(0, MAX_CORRELATION_BYTES) : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: then it is no correlation id.
    return undefined;
  }
}
