// What the edge of a row is coloured by: the state of the leg, the call it belongs to, or its method. Only the state's edge needs no
// column beside it; of the others the words stand in theirs.

import type { CallSummary } from '../../../server/wire/types.ts';
import type { ColourMode } from '../../state/app-state.ts';
import { stateToken } from './meaning.ts';

/** Told apart as the legs of a ladder are. */
const CALLS = [
  'var(--accent)',
  'var(--class-6xx)',
  'var(--class-3xx)',
  'var(--class-4xx)',
  'var(--class-2xx)',
  'var(--class-1xx)',
];

const METHODS: Readonly<Record<string, string>> = {
  INVITE: 'var(--accent)',
  REGISTER: 'var(--class-2xx)',
  SUBSCRIBE: 'var(--class-3xx)',
  NOTIFY: 'var(--class-3xx)',
  PUBLISH: 'var(--class-3xx)',
  OPTIONS: 'var(--class-1xx)',
  MESSAGE: 'var(--class-6xx)',
  REFER: 'var(--class-4xx)',
};

/** The edge of a row, by what it is coloured by. */
export const EDGES: Readonly<Record<ColourMode, (row: CallSummary) => string>> = {
  state: row => edgeOf('state', row),
  call: row => edgeOf('call', row),
  method: row => edgeOf('method', row),
};

export function edgeOf(mode: ColourMode, row: CallSummary): string {
  switch (mode) {
    case 'state':
      return `var(${stateToken(row.state)})`;
    case 'call':
      return CALLS[hashOf(row.callGroup ?? row.callId) % CALLS.length] ?? 'transparent';
    case 'method':
      return Object.hasOwn(METHODS, row.method) ? (METHODS[row.method] ?? 'transparent') : 'var(--class-5xx)';
  }
}

/** FNV-1a over the first characters: the same call has the same colour wherever it is seen. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < Math.min(text.length, 256); at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
