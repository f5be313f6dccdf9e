// The API as OpenAPI describes it. Takes the version and what adds the routes; gives the description.
// Made of a server of its own, and only when somebody asks: what makes it takes longer to load than what serves.

import fastify, { type FastifyInstance } from 'fastify';
import { NO_OWN_COMPILERS, setCompilers } from './schema-compilers.ts';

/** `addRoutes` is given an app that never answers a request. */
export async function describeApi(
  version: string,
  addRoutes: (app: FastifyInstance) => Promise<void>,
): Promise<ReturnType<FastifyInstance['swagger']>> {
  const { default: swagger } = await import('@fastify/swagger');
  const app = fastify({ schemaController: NO_OWN_COMPILERS });
  setCompilers(app);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'sipscope', description: 'Captures, calls, messages.', version } },
  });
  await addRoutes(app);
  await app.ready();
  const description = app.swagger();
  await app.close();
  return description;
}
