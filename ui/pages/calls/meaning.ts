// What a state means to a reader: the colour of its word and of the row's edge. Several states share one meaning.

import type { LegState } from '../../../server/wire/types.ts';

export type Meaning = 'open' | 'good' | 'done' | 'warn' | 'moved' | 'bad';

export const MEANING: Record<LegState, Meaning> = {
  trying: 'open',
  ringing: 'open',
  answered: 'good',
  established: 'good',
  ended: 'done',
  cancelled: 'done',
  busy: 'warn',
  declined: 'warn',
  redirected: 'moved',
  failed: 'bad',
  timeout: 'bad',
  pending: 'open',
  succeeded: 'good',
  challenged: 'warn',
  active: 'good',
  terminated: 'done',
};
