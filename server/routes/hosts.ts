// `GET /api/hosts`: who talks to whom, and how that goes.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { timeRange } from '../time-range.ts';
import { HostMapSchema, HostsQuerySchema } from '../wire/host-map-schema.ts';
import { LIMITS } from '../wire/limits.ts';
import { ErrorSchema } from '../wire/schema.ts';

export const hostRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get(
    '/hosts',
    { schema: { querystring: HostsQuerySchema, response: { 200: HostMapSchema, '4xx': ErrorSchema } } },
    async ({ query: { capture, by = 'alias', from, to, limit = LIMITS.defaultHosts } }) =>
      captures
        .get(capture)
        .ask('hostMap', { by, ...timeRange({ from, to }), hosts: limit, links: limit * LIMITS.linksAHost }),
  );
};
