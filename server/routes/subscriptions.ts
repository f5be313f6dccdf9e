// `GET /api/subscriptions`, `GET /api/subscriptions/:id`: by dialog and event, and one of them with its history and last body.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { readRowQuery } from '../row-query.ts';
import { RowsQuerySchema } from '../wire/rows-schema.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';
import { SubscriptionDetailSchema, SubscriptionsSchema } from '../wire/subscription-schema.ts';

export const subscriptionRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, options) => {
  const { captures } = options;
  app.get(
    '/subscriptions',
    { schema: { querystring: RowsQuerySchema, response: { 200: SubscriptionsSchema, '4xx': ErrorSchema } } },
    async request => captures.get(request.query.capture).ask('subscriptions', readRowQuery(request.query)),
  );

  app.get(
    '/subscriptions/:id',
    { schema: { params: IdParamsSchema, response: { 200: SubscriptionDetailSchema, '4xx': ErrorSchema } } },
    async request => {
      const id = splitId(request.params.id);
      const detail = id && (await captures.get(id.capture).ask('subscription', id.index));
      if (detail !== undefined) return detail;
      const hint = 'An id is <capture id>:<number>, as GET /api/subscriptions gives it.';
      throw new ApiError(404, 'SIPA_NO_SUBSCRIPTION', `There is no subscription "${request.params.id}".`, hint);
    },
  );
};
