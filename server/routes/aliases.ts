// `GET /api/aliases`, `PUT /api/aliases`: what hosts are called. What is written holds at once in every capture, and is saved in the
// file of --alias; without one it holds as long as the server runs, and the answer has no path.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { ALIAS_BYTES, AliasBodySchema, AliasListSchema } from '../wire/alias-schema.ts';
import { ErrorSchema } from '../wire/schema.ts';

export const aliasRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  const response = { 200: AliasListSchema, '4xx': ErrorSchema, '5xx': ErrorSchema };
  app.get('/aliases', { schema: { response } }, async () => captures.aliases.read());

  app.put('/aliases', { schema: { body: AliasBodySchema, response }, bodyLimit: ALIAS_BYTES }, async ({ body }) =>
    captures.nameHosts(body.text, body.version),
  );
};
