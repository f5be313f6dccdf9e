// `GET /api/calls/:id/export?format=svg|mermaid|text`: the ladder of the whole call as a file; `legs=all` draws all legs of its call.
// What came from the network is escaped by who draws (`collector/ladder/`).

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { ladderMermaid, ladderSvg, ladderText } from '../../collector/index.ts';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { type LadderExportQuery, LadderExportQuerySchema } from '../wire/ladder-export-schema.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';
import type { LadderDiagram } from '../wire/types.ts';

const FILES = {
  svg: ['image/svg+xml; charset=utf-8', 'svg'],
  mermaid: ['text/plain; charset=utf-8', 'mmd'],
  text: ['text/plain; charset=utf-8', 'txt'],
} as const;
/** Cells of a line of text. */
const TEXT_WIDTH = 160;

export const ladderExportRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (
  app,
  { captures },
) => {
  app.get(
    '/calls/:id/export',
    {
      schema: {
        params: IdParamsSchema,
        querystring: LadderExportQuerySchema,
        produces: ['image/svg+xml', 'text/plain'],
        response: { 200: Type.String({ description: 'The ladder' }), '4xx': ErrorSchema },
      },
    },
    async ({ params, query }, reply) => {
      const ladder = await ladderOf(captures, params.id, query.legs === 'all');
      const [type, extension] = FILES[query.format];
      return reply
        .type(type)
        .header('Content-Disposition', `attachment; filename="${fileName(params.id)}.${extension}"`)
        .serializer((text: string) => text)
        .send(drawn(ladder, query));
    },
  );
};

async function ladderOf(captures: Captures, id: string, isWhole: boolean): Promise<LadderDiagram> {
  const parts = splitId(id);
  const handle = parts && captures.get(parts.capture);
  const index = parts?.index ?? -1;
  const legs = isWhole ? ((await handle?.ask('group', index))?.legs ?? []) : [];
  const ladder =
    legs.length > 1 ? (await handle?.ask('mergedCall', { legs }))?.ladder : (await handle?.call(index))?.ladder;
  if (ladder !== undefined) return ladder;
  const hint = 'An id is <capture id>:<number>, as GET /api/calls gives it.';
  throw new ApiError(404, 'SIPA_NO_CALL', `There is no call "${id}".`, hint);
}

function drawn(ladder: LadderDiagram, { format, times = 'relative' }: LadderExportQuery): string {
  switch (format) {
    case 'svg':
      return ladderSvg(ladder, { times });
    case 'mermaid':
      return ladderMermaid(ladder);
    case 'text':
      return ladderText(ladder, { width: TEXT_WIDTH, times });
  }
}

/** An id has the name of a file in it: nothing of that may end the header or leave the folder. */
function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100);
}
