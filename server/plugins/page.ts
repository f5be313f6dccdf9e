// The dashboard's files. Takes the folder the UI was built into; any address that is no file and no API gives the page itself,
// so that links into it work. Without a built UI it says how to build it.
// Read here and not by a library: a dozen small files in one folder, and what serves any tree of files takes a tenth of the time in which
// the program starts.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, errorAnswer } from '../errors.ts';

/** Vite puts a hash of the content into the names of what lies here, so it never changes. */
const HASHED = '/assets/';
/** A name in that folder: it leads nowhere else. */
const FILE_NAME = /^[\w-]+(?:\.[\w-]+)+$/;
/** By the extensions of what the UI is built into. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

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
    app.get<{ Params: { name: string } }>(`${HASHED}:name`, async (request, reply) => {
      const { name } = request.params;
      const type = MEDIA_TYPES[extname(name)];
      if (type === undefined || !FILE_NAME.test(name)) return reply.callNotFound();
      const bytes = await readIfThere(join(root, HASHED, name));
      if (bytes === undefined) return reply.callNotFound();
      return reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(bytes);
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
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

async function sendPage(reply: FastifyReply, root: string | undefined): Promise<FastifyReply> {
  const page = root === undefined ? undefined : await readIfThere(join(root, 'index.html'));
  reply.type('text/html; charset=utf-8');
  return page === undefined ? reply.code(503).send(NOT_BUILT) : reply.header('cache-control', 'no-cache').send(page);
}

/** Undefined when there is no such file, or none any more: the UI may be built anew at any time. */
async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
