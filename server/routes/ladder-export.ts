// `GET /api/calls/:id/export?format=svg|mermaid|text`: the ladder of the whole call as a file; `legs=all` draws all legs of its call.
// `format=pcap`: the packets of its messages, with `media=true` those of its media too, as pcapng.
// What came from the network is escaped by who draws (`collector/ladder/`).

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { type CaptureHandle, ladderMermaid, ladderSvg, ladderText } from '../../collector/index.ts';
import type { Captures } from '../captures.ts';
import { ApiError, goneError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { type LadderExportQuery, LadderExportQuerySchema } from '../wire/ladder-export-schema.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';
import type { LadderDiagram } from '../wire/types.ts';

const FILES = {
  svg: ['image/svg+xml; charset=utf-8', 'svg'],
  mermaid: ['text/plain; charset=utf-8', 'mmd'],
  text: ['text/plain; charset=utf-8', 'txt'],
} as const;
/** Not registered with IANA; what tools call it. */
const PCAPNG = 'application/x-pcapng';
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
        produces: ['image/svg+xml', 'text/plain', PCAPNG],
        response: { 200: Type.Any({ description: 'The ladder, or a capture file' }), '4xx': ErrorSchema },
      },
    },
    async ({ params, query }, reply) => {
      const { format } = query;
      if (format === 'pcap') {
        const bytes = await packetsOf(captures, params.id, query);
        return reply
          .type(PCAPNG)
          .header('Content-Disposition', `attachment; filename="${fileName(params.id)}.pcapng"`)
          .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
      }
      const ladder = await ladderOf(captures, params.id, query.legs === 'all');
      const [type, extension] = FILES[format];
      return reply
        .type(type)
        .header('Content-Disposition', `attachment; filename="${fileName(params.id)}.${extension}"`)
        .serializer((text: string) => text)
        .send(drawn(ladder, format, query.times));
    },
  );
};

async function ladderOf(captures: Captures, id: string, isWhole: boolean): Promise<LadderDiagram> {
  const asked = await legsOf(captures, id, isWhole);
  if (asked === undefined) throw noSuchCall(id);
  const { handle, legs } = asked;
  const ladder =
    legs.length > 1 ? (await handle.ask('mergedCall', { legs }))?.ladder : (await handle.call(legs[0]))?.ladder;
  if (ladder === undefined) throw noSuchCall(id);
  return ladder;
}

async function packetsOf(
  captures: Captures,
  id: string,
  { legs, media = false }: LadderExportQuery,
): Promise<Uint8Array> {
  const asked = await legsOf(captures, id, legs === 'all');
  if (asked === undefined) throw noSuchCall(id);
  try {
    const answer = await asked.handle.ask('exportPackets', { legs: asked.legs, media });
    if (answer === undefined) throw noSuchCall(id);
    return answer.bytes;
  } catch (error) {
    throw goneError(error) ?? error;
  }
}

/** The leg of an id, or all legs of its call. */
async function legsOf(
  captures: Captures,
  id: string,
  isWhole: boolean,
): Promise<{ readonly handle: CaptureHandle; readonly legs: readonly number[] } | undefined> {
  const parts = splitId(id);
  if (parts === undefined) return undefined;
  const handle = captures.get(parts.capture);
  const group = isWhole ? await handle.ask('group', parts.index) : undefined;
  return { handle, legs: group === undefined || group.legs.length === 0 ? [parts.index] : group.legs };
}

function noSuchCall(id: string): ApiError {
  const hint = 'An id is <capture id>:<number>, as GET /api/calls gives it.';
  return new ApiError(404, 'SIPA_NO_CALL', `There is no call "${id}".`, hint);
}

function drawn(
  ladder: LadderDiagram,
  format: keyof typeof FILES,
  times: LadderExportQuery['times'] = 'relative',
): string {
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
