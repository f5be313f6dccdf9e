// `GET /api/streams`, `GET /api/streams/:id`, `GET /api/calls/:id/dtmf`: RTP streams, one of them over time, keys pressed in a call.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { timeRange } from '../time-range.ts';
import { LIMITS } from '../wire/limits.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';
import { DtmfEventsSchema, StreamDetailSchema, StreamPageSchema, StreamsQuerySchema } from '../wire/stream-schema.ts';

export const streamRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get(
    '/streams',
    { schema: { querystring: StreamsQuerySchema, response: { 200: StreamPageSchema, '4xx': ErrorSchema } } },
    async ({ query: { capture, from, to, limit = LIMITS.defaultPageRows, ...query } }) =>
      captures.get(capture).ask('streamPage', { ...query, ...timeRange({ from, to }), limit }),
  );

  app.get(
    '/streams/:id',
    { schema: { params: IdParamsSchema, response: { 200: StreamDetailSchema, '4xx': ErrorSchema } } },
    async request => {
      const id = splitId(request.params.id);
      const detail = id && (await captures.get(id.capture).ask('stream', id.index));
      if (detail !== undefined) return detail;
      const hint = 'An id is <capture id>:<number>, as GET /api/streams gives it.';
      throw new ApiError(404, 'SIPA_NO_STREAM', `There is no stream "${request.params.id}".`, hint);
    },
  );

  app.get(
    '/calls/:id/dtmf',
    { schema: { params: IdParamsSchema, response: { 200: DtmfEventsSchema, '4xx': ErrorSchema } } },
    async request => {
      const id = splitId(request.params.id);
      return id === undefined ? [] : captures.get(id.capture).ask('dtmf', id.index);
    },
  );
};
