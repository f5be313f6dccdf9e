// What a state means to a reader: the colour of its word, of the row's edge, and of its bar in a chart. Several states share one meaning.

import type { LegState } from '../../../server/wire/types.ts';

export type Meaning = 'open' | 'up' | 'good' | 'done' | 'warn' | 'moved' | 'bad' | 'lost';

export const MEANING: Record<LegState, Meaning> = {
  trying: 'open',
  ringing: 'open',
  answered: 'up',
  established: 'up',
  ended: 'good',
  cancelled: 'done',
  busy: 'warn',
  declined: 'warn',
  redirected: 'moved',
  failed: 'bad',
  timeout: 'lost',
  pending: 'open',
  succeeded: 'good',
  challenged: 'warn',
  active: 'good',
  terminated: 'done',
};

/** Token of its colour: `--state-good`. */
export function stateToken(state: LegState): string {
  return `--state-${MEANING[state]}`;
}
