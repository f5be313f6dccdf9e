// Columns of the list that sort by users: by the place of a text among those of all legs, so that a million legs sort as numbers do.

import type { Leg } from '../store/leg.ts';
import type { LegUsers } from './leg-users.ts';

type ReadText = (users: LegUsers, leg: Leg) => number;

/** Number of the text that a leg sorts by. */
const TEXTS = {
  // As the list shows them: the user, or all of it when there is none.
  from: (users, leg) => users.shownFrom(leg) >>> 1,
  to: (users, leg) => users.shownTo(leg) >>> 1,
  fromUser: (users, leg) => users.fromUser(leg),
  toUser: (users, leg) => users.toUser(leg),
} as const satisfies Readonly<Record<string, ReadText>>;

/** Ids of the columns. */
export const USER_KEY_COLUMNS: readonly string[] = Object.keys(TEXTS);

const TEXT_BY_COLUMN: ReadonlyMap<string, ReadText> = new Map(Object.entries(TEXTS));

/** What reads the key of `column`; undefined when it does not sort by users. Yields now and then. */
export function* userKeySteps(
  column: string,
  users: LegUsers,
): Generator<undefined, ((leg: Leg) => number | undefined) | undefined> {
  const textOf = TEXT_BY_COLUMN.get(column);
  if (textOf === undefined) return undefined;
  // A leg that is not known yet would have no place.
  while (users.step()) yield;
  const ranks = yield* users.rankSteps();
  return leg => ranks[textOf(users, leg)] || undefined;
}
