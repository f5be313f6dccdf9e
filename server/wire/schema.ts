// What the API takes and gives, as TypeBox schemas: the schema is the type. Requests are checked against these; answers are
// documented by them (`/api/openapi.json`). The report types behind them live in `report-schema.ts`.

import { type Static, Type } from 'typebox';
import { LIMITS } from './limits.ts';
import { LiveInfoSchema } from './live-schema.ts';
import { CallSummarySchema, CaptureProgressSchema } from './report-schema.ts';
import { list } from './schema-pieces.ts';

const Filter = Type.String({ maxLength: LIMITS.filterLength, description: 'Filter expression; empty means all' });
const Sort = Type.String({
  maxLength: LIMITS.columnIdLength + 1,
  description: 'Column, with - in front for descending; empty: capture order',
});
const COLUMN = `[A-Za-z][\\w.!%*+\`'~-]{0,${LIMITS.columnIdLength - 1}}`;
/** Ids of columns, for the socket as a list. */
const Columns = Type.Unsafe<readonly string[]>(
  Type.Array(Type.String({ pattern: `^${COLUMN}$` }), { maxItems: LIMITS.readColumns }),
);
const CaptureId = Type.String({ maxLength: 128 });

/** Every error of the API. A filter error also says where, and what was expected there. */
export const ErrorSchema = Type.Object(
  {
    code: Type.String({ description: 'Stable name, SIPA_…' }),
    message: Type.String({ description: 'What happened' }),
    hint: Type.String({ description: 'What to do next' }),
    position: Type.Optional(Type.Integer({ description: 'Character of the filter, from 0' })),
    length: Type.Optional(Type.Integer()),
    expected: Type.Optional(list(Type.String())),
  },
  { title: 'Error' },
);
export type ErrorAnswer = Static<typeof ErrorSchema>;

export const CaptureInfoSchema = Type.Object(
  {
    id: CaptureId,
    name: Type.String(),
    paths: list(Type.String()),
    origin: Type.Union([Type.Literal('file'), Type.Literal('upload'), Type.Literal('live')]),
    progress: CaptureProgressSchema,
    live: Type.Optional(LiveInfoSchema),
  },
  { title: 'Capture' },
);

export const CapturesSchema = Type.Object({ items: list(CaptureInfoSchema) });

export const CallsQuerySchema = Type.Object(
  {
    capture: Type.Optional(Type.String({ maxLength: 128, description: 'Capture id; the first one when absent' })),
    filter: Type.Optional(Filter),
    sort: Type.Optional(Sort),
    from: Type.Optional(Type.String({ maxLength: 40, description: 'Start at or after: ISO 8601, UTC without offset' })),
    to: Type.Optional(Type.String({ maxLength: 40, description: 'Start before: ISO 8601, UTC without offset' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.pageRows, default: LIMITS.defaultPageRows })),
    cursor: Type.Optional(Type.String({ maxLength: 512, description: '`next` of the page before' })),
    columns: Type.Optional(
      Type.String({
        pattern: `^${COLUMN}(?:,${COLUMN}){0,${LIMITS.readColumns - 1}}$`,
        description:
          'Cells that are read from messages: header.NAME (first request), reply.NAME (final response), end.NAME, userAgent, server, reason, codecs; `a,b`',
      }),
    ),
  },
  { additionalProperties: false },
);
export type CallsQuery = Static<typeof CallsQuerySchema>;

export const ExportQuerySchema = Type.Object(
  {
    capture: Type.Optional(CaptureId),
    format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('json')], { default: 'csv' })),
    filter: Type.Optional(Filter),
    sort: Type.Optional(Sort),
    from: Type.Optional(Type.String({ maxLength: 40 })),
    to: Type.Optional(Type.String({ maxLength: 40 })),
    columns: Type.Optional(
      Type.String({
        pattern: `^${COLUMN}(?:,${COLUMN}){0,63}$`,
        description:
          'Fields in their order, also header.NAME, reply.NAME, end.NAME …; all that need no message when absent',
      }),
    ),
    legs: Type.Optional(
      Type.String({
        pattern: '^\\d{1,16}(?:,\\d{1,16})*$',
        maxLength: 16_384,
        description: 'Only these calls, by `index`',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ExportQuery = Static<typeof ExportQuerySchema>;

export const CallsPageSchema = Type.Object({
  total: Type.Integer({ description: 'Rows that match' }),
  next: Type.Optional(Type.String({ description: 'Cursor of the next page; absent on the last' })),
  items: list(CallSummarySchema),
});
export type CallsPage = Static<typeof CallsPageSchema>;

export const IdParamsSchema = Type.Object({ id: Type.String({ maxLength: 160 }) });
export const FrameParamsSchema = Type.Object({
  id: CaptureId,
  frame: Type.String({ maxLength: 64, description: 'As in `notDecoded[].samples[].id` of GET /api/health/capture' }),
});
export const KeysBodySchema = Type.String({ description: 'TLS secrets, SSLKEYLOGFILE format' });
export const KeysAnswerSchema = Type.Object({
  added: Type.Integer({ minimum: 0, description: 'Secrets that were new' }),
});
export const CaptureQuerySchema = Type.Object({ capture: Type.Optional(CaptureId) }, { additionalProperties: false });

export const ServerHealthSchema = Type.Object({
  status: Type.Literal('ok'),
  version: Type.String(),
  uptimeSeconds: Type.Number(),
  captures: Type.Integer(),
  liveClients: Type.Integer(),
});

const Seq = Type.Integer({ minimum: 0 });

/** `ClientMessage` of `protocol.ts`: what a page may say on `/api/live`. */
export const ClientMessageSchema = Type.Union([
  Type.Object({
    type: Type.Literal('watch'),
    view: Type.Literal('calls'),
    capture: CaptureId,
    filter: Filter,
    sort: Sort,
    from: Type.Optional(Type.Integer({ description: 'µs since the epoch' })),
    to: Type.Optional(Type.Integer({ description: 'µs since the epoch' })),
    window: Type.Object({
      offset: Type.Integer({ minimum: 0 }),
      limit: Type.Integer({ minimum: 0, maximum: LIMITS.windowRows }),
    }),
    columns: Type.Optional(Columns),
    calls: Type.Optional(
      Type.Object({
        unfolded: Type.Unsafe<readonly number[]>(
          Type.Array(Type.Integer({ minimum: 0 }), { maxItems: LIMITS.unfoldedCalls }),
        ),
      }),
    ),
    seq: Seq,
  }),
  Type.Object({ type: Type.Literal('watch'), view: Type.Literal('captures'), seq: Seq }),
  Type.Object({
    type: Type.Literal('watch'),
    view: Type.Literal('call'),
    capture: CaptureId,
    leg: Type.Integer({ minimum: 0 }),
    seq: Seq,
  }),
  Type.Object({ type: Type.Literal('unwatch') }),
]);
