// `GET /api/calls/:id/identity`: who is calling by whose word, and which way the call was sent.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { LegIdentitySchema } from '../wire/identity-schema.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';

export const identityRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get(
    '/calls/:id/identity',
    { schema: { params: IdParamsSchema, response: { 200: LegIdentitySchema, '4xx': ErrorSchema } } },
    async request => {
      const id = splitId(request.params.id);
      const identity = id && (await captures.get(id.capture).ask('identity', id.index));
      if (identity !== undefined) return identity;
      const hint = 'An id is <capture id>:<number>, as GET /api/calls gives it.';
      throw new ApiError(404, 'SIPA_NO_CALL', `There is no call "${request.params.id}".`, hint);
    },
  );
};
