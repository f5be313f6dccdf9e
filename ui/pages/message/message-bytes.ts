// The exact bytes of a message or of a body part, from what the server sends. Pure.

import type { BodyPart, MessageDetail } from '../../../server/wire/types.ts';
import { fromBase64 } from '../../base/hex-dump.ts';

export function messageBytes({ raw, rawBase64 }: Pick<MessageDetail, 'raw' | 'rawBase64'>): Uint8Array {
  return rawBase64 === undefined ? new TextEncoder().encode(raw) : fromBase64(rawBase64);
}

export function partBytes({ text, base64 }: BodyPart): Uint8Array {
  return text === undefined ? fromBase64(base64 ?? '') : new TextEncoder().encode(text);
}
