// The opaque `next` of a list: where the next page begins, and of which question. A cursor of another question is refused.

import { createHash } from 'node:crypto';

/** `question` names everything that decides which rows there are and in which order. */
export function writeCursor(offset: number, question: readonly string[]): string {
  return Buffer.from(`${offset}.${digest(question)}`, 'latin1').toString('base64url');
}

/** The offset, or undefined when the text is no cursor or belongs to another question. */
export function readCursor(cursor: string, question: readonly string[]): number | undefined {
  const match = /^(\d{1,10})\.([0-9a-f]+)$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return match !== null && match[2] === digest(question) ? Number(match[1]) : undefined;
}

function digest(question: readonly string[]): string {
  return createHash('sha1').update(JSON.stringify(question)).digest('hex').slice(0, 10);
}
