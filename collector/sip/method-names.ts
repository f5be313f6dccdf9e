// Method tokens to numbers. Hot: called twice a message by the scan, so a token is picked by length and first byte
// and compared once. Names are case-sensitive (RFC 3261 §7.1): `invite` is another method.

import { METHOD_NAMES, Method } from '../model/sip.ts';

/** Longest name we number: SUBSCRIBE. */
const LONGEST = 9;
const ROW = 16;

// One row of 16 bytes a method, and the only method that has a given length and first letter:
//   CANDIDATE[length << 5 | letter & 31] → number → NAME_BYTES[number * 16 …]
const NAME_BYTES = new Uint8Array(METHOD_NAMES.length * ROW);
const CANDIDATE: Method[] = new Array<Method>((LONGEST + 1) << 5).fill(Method.None);
for (const method of Object.values(Method)) {
  const name = METHOD_NAMES[method];
  NAME_BYTES.set(Buffer.from(name, 'latin1'), method * ROW);
  if (name !== '') CANDIDATE[(name.length << 5) | (name.charCodeAt(0) & 31)] = method;
}

// Private copies, see bytes/ascii.ts.
const NONE = Method.None;
const OTHER = Method.Other;

/** The number of the method `bytes[start, end)`: `Method.None` when empty, `Method.Other` when it is none of ours. */
export function scanMethod(bytes: Uint8Array, start: number, end: number): Method {
  const length = end - start;
  if (length <= 0) return NONE;
  if (length > LONGEST) return OTHER;
  const candidate = CANDIDATE[(length << 5) | (bytes[start] & 31)];
  if (candidate === NONE) return OTHER;
  const row = candidate * ROW;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== NAME_BYTES[row + i]) return OTHER;
  return candidate;
}
