// The dashboard's files. Takes the folder the UI was built into; any address that is no file and no API gives the page itself,
// so that links into it work. Without a built UI it says how to build it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, errorAnswer } from '../errors.ts';

/** Vite puts a hash of the content into the names of what lies here, so it never changes. */
const HASHED = '/assets/';

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>sipscope</title>
<h1>The dashboard is not built</h1>
<p>Run <code>npm run build:ui</code> in the folder of sipscope, then start it again.
<p>The API works meanwhile: <a href="/api/openapi.json">/api/openapi.json</a>.
</html>
`;

/** `uiRoot`: absolute path of the built UI; undefined when this app serves the API alone. */
export async function addPage(app: FastifyInstance, uiRoot: string | undefined): Promise<void> {
  const root = uiRoot !== undefined && existsSync(join(uiRoot, 'index.html')) ? uiRoot : undefined;
  if (root !== undefined) {
    await app.register(fastifyStatic, {
      root,
      cacheControl: false,
      setHeaders: (response, path) => {
        const isHashed = path.slice(root.length).replaceAll('\\', '/').includes(HASHED);
        response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (isPageAddress(request)) return sendPage(reply, root);
    const answer = new ApiError(
      404,
      'SIPA_NO_ROUTE',
      `There is no ${request.method} ${request.url}.`,
      'The routes are listed in /api/openapi.json.',
    );
    return reply.code(404).send(errorAnswer(answer));
  });
}

/** A missing file must stay missing: a page where a script was expected hides the reason. */
function isPageAddress(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && path !== '/api' && !path.startsWith('/api/') && !path.startsWith(HASHED);
}

function sendPage(reply: FastifyReply, root: string | undefined): FastifyReply {
  if (root !== undefined) return reply.sendFile('index.html');
  return reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT);
}
