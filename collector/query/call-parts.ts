// The parts of what is known of one call that can be asked for alone (`GET /api/calls/:id?parts=`). What is not asked for is not made.

import type { CallPart } from '../model/report.ts';

/** All of them: what is answered when nothing is said. A contract: names stay. */
export const CALL_PARTS: readonly CallPart[] = [
  'ladder',
  'transitions',
  'dialogs',
  'transactions',
  'streams',
  'sessions',
  'findings',
  'group',
  'links',
];

/** What can be asked for by name: the ladder in its short form too (`ladder/packed.ts`). */
export const CALL_PART_NAMES: readonly CallPart[] = [...CALL_PARTS, 'packedLadder'];

export function isCallPart(name: string): name is CallPart {
  return CALL_PART_NAMES.some(part => part === name);
}
