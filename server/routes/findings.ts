// `GET /api/findings`: what went wrong in a capture, or in one leg of it, a window at a time.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { timeRange } from '../time-range.ts';
import { FindingListSchema, FindingsQuerySchema } from '../wire/finding-schema.ts';
import { LIMITS } from '../wire/limits.ts';
import { ErrorSchema } from '../wire/schema.ts';

export const findingRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get(
    '/findings',
    { schema: { querystring: FindingsQuerySchema, response: { 200: FindingListSchema, '4xx': ErrorSchema } } },
    async ({ query }) => {
      const { capture, from, to, offset = 0, limit = LIMITS.defaultPageRows, ...wanted } = query;
      return captures.get(capture).ask('findings', { ...wanted, ...timeRange({ from, to }), offset, limit });
    },
  );
};
