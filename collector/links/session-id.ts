// Session-ID (RFC 7989): a pair of UUIDs, local and remote, each side naming itself first. The same pair, whatever its order, is the
// same session; the nil UUID stands for a side that is not known yet. The draft before it (draft-kaplan-dispatch-session-id) had one value.
//
//   Session-ID = sess-uuid *( SEMI generic-param ) ; sess-uuid = 32(DIGIT / %x61-66)      (RFC 7989 §5)

import { splitOutside, trimBlanks } from '../sip/lexical.ts';
import { paramsByName, readParams } from '../sip/params.ts';

const NIL = '0'.repeat(32);
const UUID = /^[0-9a-f]{32}$/;

/**
 * What two legs of one session have in common: both UUIDs in one order, or the one that is known. Undefined when the value is none, or
 * says nothing yet. Comparing the header as text fails: the two directions of one call write it the other way round.
 */
export function sessionKey(value: string): string | undefined {
  const [first = '', ...rest] = splitOutside(value, ';');
  const local = uuidOf(first);
  // Parameters of a single value belong to the old draft and do not count.
  const remote = uuidOf(paramsByName(readParams(rest.join(';'), 'loose').list).get('remote') ?? NIL);
  if (local === undefined || remote === undefined) return undefined;
  const known = [local, remote].filter(uuid => uuid !== NIL).sort();
  return known.length === 0 ? undefined : known.join('+');
}

/** Capitals and the hyphens of RFC 4122 are against the grammar, and written nevertheless. */
function uuidOf(text: string): string | undefined {
  const uuid = trimBlanks(text).toLowerCase().replaceAll('-', '');
  return UUID.test(uuid) ? uuid : undefined;
}
