// Lists that are made at question time (registrations, subscriptions …): how they are asked for, and what a page of them is.

import { type Static, type TSchema, Type } from 'typebox';
import { LIMITS } from './limits.ts';
import { Count, list } from './schema-pieces.ts';

export const RowsQuerySchema = Type.Object(
  {
    capture: Type.Optional(Type.String({ maxLength: 128, description: 'Capture id; the first one when absent' })),
    text: Type.Optional(
      Type.String({ maxLength: LIMITS.filterLength, description: 'What a row must hold somewhere, in any case' }),
    ),
    state: Type.Optional(Type.String({ maxLength: 64 })),
    sort: Type.Optional(Type.String({ maxLength: 64, description: 'Key of a row, with - in front for descending' })),
    offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.pageRows, default: LIMITS.defaultPageRows })),
  },
  { additionalProperties: false },
);
export type RowsQuery = Static<typeof RowsQuerySchema>;

/** Lists that a range of time narrows too. */
export const TimedRowsQuerySchema = Type.Object(
  {
    ...RowsQuerySchema.properties,
    from: Type.Optional(
      Type.String({ maxLength: 40, description: 'With a REGISTER at or after: ISO 8601, UTC without offset' }),
    ),
    to: Type.Optional(
      Type.String({ maxLength: 40, description: 'With a REGISTER before: ISO 8601, UTC without offset' }),
    ),
  },
  { additionalProperties: false },
);

/** `RowAnswer` of the collector. */
export const rowsOf = <Row extends TSchema>(row: Row) =>
  Type.Object({
    rows: list(row),
    offset: Count,
    total: Type.Integer({ minimum: 0, description: 'Rows that match' }),
    all: Count,
    states: Type.Record(Type.String(), Count),
    omitted: Type.Integer({ minimum: 0, description: 'What a limit refused to keep' }),
    unreadable: Type.Integer({ minimum: 0, description: 'Messages whose bytes were not there any more' }),
  });
