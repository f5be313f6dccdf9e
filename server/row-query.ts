// The query string of a list as the collector is asked.

import { LIMITS } from './wire/limits.ts';
import type { RowsQuery } from './wire/rows-schema.ts';
import type { RowQuery } from './wire/types.ts';

export function readRowQuery(query: RowsQuery): RowQuery {
  const { text = '', state = '', sort = '', offset = 0, limit = LIMITS.defaultPageRows } = query;
  return { text, state, sort, offset, limit };
}
