// `GET /api/registrations`, `…/:id` and `…/:id/timeline`: bindings of addresses of record, one of them with its history, all of its address.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { readRowQuery } from '../row-query.ts';
import { timeRange } from '../time-range.ts';
import {
  RegistrationDetailSchema,
  RegistrationsSchema,
  RegistrationTimelineSchema,
} from '../wire/registration-schema.ts';
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
    async request => readFor(request.params.id, (capture, index) => captures.get(capture).ask('registration', index)),
  );

  app.get(
    '/registrations/:id/timeline',
    { schema: { params: IdParamsSchema, response: { 200: RegistrationTimelineSchema, '4xx': ErrorSchema } } },
    async request =>
      readFor(request.params.id, (capture, index) => captures.get(capture).ask('registrationTimeline', index)),
  );
};

/** Throws a 404 when the id names no registration. */
async function readFor<T>(text: string, ask: (capture: string, index: number) => Promise<T | undefined>): Promise<T> {
  const id = splitId(text);
  const found = id && (await ask(id.capture, id.index));
  if (found !== undefined) return found;
  const hint = 'An id is <capture id>:<number>, as GET /api/registrations gives it.';
  throw new ApiError(404, 'SIPA_NO_REGISTRATION', `There is no registration "${text}".`, hint);
}
