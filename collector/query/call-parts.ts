// The parts of what is known of one call that can be asked for alone (`GET /api/calls/:id?parts=`). What is not asked for is not made.

import type { CallPart } from '../model/report.ts';

/** A contract: names stay. */
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

export function isCallPart(name: string): name is CallPart {
  return CALL_PARTS.some(part => part === name);
}
