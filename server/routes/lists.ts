// `GET /api/options`, `/api/instant-messages`, `/api/transfers`, `/api/conferences`: lists of which a row tells all there is.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { readRowQuery } from '../row-query.ts';
import { ConferencesSchema } from '../wire/conference-schema.ts';
import { InstantMessagesSchema } from '../wire/instant-message-schema.ts';
import { PeersSchema } from '../wire/options-health-schema.ts';
import { RowsQuerySchema } from '../wire/rows-schema.ts';
import { ErrorSchema } from '../wire/schema.ts';
import { TransfersSchema } from '../wire/transfer-schema.ts';

export const listRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get(
    '/options',
    { schema: { querystring: RowsQuerySchema, response: { 200: PeersSchema, '4xx': ErrorSchema } } },
    async ({ query }) => captures.get(query.capture).ask('optionsHealth', readRowQuery(query)),
  );
  app.get(
    '/instant-messages',
    { schema: { querystring: RowsQuerySchema, response: { 200: InstantMessagesSchema, '4xx': ErrorSchema } } },
    async ({ query }) => captures.get(query.capture).ask('instantMessages', readRowQuery(query)),
  );
  app.get(
    '/transfers',
    { schema: { querystring: RowsQuerySchema, response: { 200: TransfersSchema, '4xx': ErrorSchema } } },
    async ({ query }) => captures.get(query.capture).ask('transfers', readRowQuery(query)),
  );
  app.get(
    '/conferences',
    { schema: { querystring: RowsQuerySchema, response: { 200: ConferencesSchema, '4xx': ErrorSchema } } },
    async ({ query }) => captures.get(query.capture).ask('conferences', readRowQuery(query)),
  );
};
