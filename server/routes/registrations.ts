// `GET /api/registrations`, `GET /api/registrations/:id`: bindings of addresses of record, and one of them with its history.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { readRowQuery } from '../row-query.ts';
import { timeRange } from '../time-range.ts';
import { RegistrationDetailSchema, RegistrationsSchema } from '../wire/registration-schema.ts';
import { TimedRowsQuerySchema } from '../wire/rows-schema.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';

export const registrationRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, options) => {
  const { captures } = options;
  app.get(
    '/registrations',
    { schema: { querystring: TimedRowsQuerySchema, response: { 200: RegistrationsSchema, '4xx': ErrorSchema } } },
    async ({ query: { from, to, ...query } }) =>
      captures.get(query.capture).ask('registrations', { ...readRowQuery(query), ...timeRange({ from, to }) }),
  );

  app.get(
    '/registrations/:id',
    { schema: { params: IdParamsSchema, response: { 200: RegistrationDetailSchema, '4xx': ErrorSchema } } },
    async request => {
      const id = splitId(request.params.id);
      const detail = id && (await captures.get(id.capture).ask('registration', id.index));
      if (detail !== undefined) return detail;
      const hint = 'An id is <capture id>:<number>, as GET /api/registrations gives it.';
      throw new ApiError(404, 'SIPA_NO_REGISTRATION', `There is no registration "${request.params.id}".`, hint);
    },
  );
};
