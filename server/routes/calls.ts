// `GET /api/calls`, `GET /api/calls/:id`: the list as pages, and everything about one leg.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CALL_PART_NAMES, isCallPart } from '../../collector/index.ts';
import type { CallPart } from '../../collector/model/report.ts';
import { badFilter } from '../bad-filter.ts';
import type { Captures } from '../captures.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { ApiError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { timeRange } from '../time-range.ts';
import { CallQuerySchema, CallTextSchema } from '../wire/call-schema.ts';
import { LIMITS } from '../wire/limits.ts';
import {
  type CallsPage,
  CallsPageSchema,
  type CallsQuery,
  CallsQuerySchema,
  ErrorSchema,
  IdParamsSchema,
} from '../wire/schema.ts';

export const callRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get(
    '/calls',
    { schema: { querystring: CallsQuerySchema, response: { 200: CallsPageSchema, '4xx': ErrorSchema } } },
    async request => readPage(captures, request.query),
  );

  app.get(
    '/calls/:id',
    {
      schema: {
        params: IdParamsSchema,
        querystring: CallQuerySchema,
        response: { 200: CallTextSchema, '4xx': ErrorSchema },
      },
    },
    async (request, reply) => {
      const id = splitId(request.params.id);
      const handle = id && captures.get(id.capture);
      const text = await handle?.callText(id?.index ?? -1, readParts(request.query.parts));
      if (text !== undefined) return reply.type('application/json; charset=utf-8').serializer(String).send(text);
      const hint = 'An id is <capture id>:<number>, as GET /api/calls gives it.';
      throw new ApiError(404, 'SIPA_NO_CALL', `There is no call "${request.params.id}".`, hint);
    },
  );
};

function readParts(text: string | undefined): readonly CallPart[] | undefined {
  const names = text?.split(',').map(name => name.trim());
  const parts = names?.filter(isCallPart);
  const wrong = names?.find(name => !isCallPart(name));
  if (wrong === undefined) return parts;
  throw new ApiError(
    400,
    'SIPA_BAD_PARTS',
    `"${wrong.slice(0, 100)}" is no part of a call.`,
    `Parts are ${CALL_PART_NAMES.join(', ')}, with commas between.`,
  );
}

async function readPage(captures: Captures, query: CallsQuery): Promise<CallsPage> {
  const handle = captures.get(query.capture);
  const { filter = '', sort = '', limit = LIMITS.defaultPageRows } = query;
  const question = [handle.id, filter, sort, query.from ?? '', query.to ?? ''];
  const offset = query.cursor === undefined ? 0 : readCursor(query.cursor, question);
  if (offset === undefined) {
    const hint = 'A cursor belongs to the filter, sort and times it came from. Leave it out to begin again.';
    throw new ApiError(400, 'SIPA_BAD_CURSOR', 'The cursor does not belong to this list.', hint);
  }
  const columns = query.columns?.split(',');
  const answer = await handle.list({ filter, sort, offset, limit, ...timeRange(query), ...(columns && { columns }) });
  if (answer.error !== undefined) throw badFilter(answer.error);
  const next = offset + answer.rows.length;
  const hasMore = answer.rows.length > 0 && next < answer.total;
  return {
    total: answer.total,
    ...(hasMore ? { next: writeCursor(next, question) } : {}),
    items: answer.rows,
  };
}
