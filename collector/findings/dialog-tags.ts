// What tells dialogs apart (RFC 3261 §12): the tags of From and To, as a rule reads them from messages.

import { readNameAddr } from '../sip/name-addr.ts';

/** A parameter of an address header (`tag` of To); empty when there is none. */
export function parameterOf(value: string | undefined, name: string): string {
  return value === undefined ? '' : (readNameAddr(value)?.params.get(name) ?? '');
}
