// Legs that belong together: `GET /api/calls/:id/group`, `GET /api/calls/merged?ids=…`, `GET /api/calls/search?ids=…&text=…`, and `POST /api/captures/:id/links`, by which the
// user cuts and joins. What is decided holds as long as the capture is open, and is saved where --links says.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { ApiError, noSuchCapture } from '../errors.ts';
import { splitId } from '../ids.ts';
import {
  CallGroupSchema,
  FoundMessagesSchema,
  LinkBodySchema,
  MergedCallSchema,
  MergedQuerySchema,
  SearchQuerySchema,
} from '../wire/call-schema.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';
import type { CallGroup } from '../wire/types.ts';

const ID_HINT = 'An id is <capture id>:<number>, as GET /api/calls gives it.';

export const callGroupRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (
  app,
  { captures },
) => {
  app.get(
    '/calls/:id/group',
    { schema: { params: IdParamsSchema, response: { 200: CallGroupSchema, '4xx': ErrorSchema } } },
    async ({ params }) => {
      const id = splitId(params.id);
      const group = id && (await captures.get(id.capture).ask('group', id.index));
      if (group === undefined) throw new ApiError(404, 'SIPA_NO_CALL', `There is no call "${params.id}".`, ID_HINT);
      return group;
    },
  );

  app.get(
    '/calls/merged',
    { schema: { querystring: MergedQuerySchema, response: { 200: MergedCallSchema, '4xx': ErrorSchema } } },
    async ({ query }) => {
      const { capture, legs } = readIds(query.ids);
      const merged = await captures.get(capture).ask('mergedCall', { legs });
      if (merged === undefined) throw new ApiError(404, 'SIPA_NO_CALL', 'One of these calls is not there.', ID_HINT);
      return merged;
    },
  );

  app.get(
    '/calls/search',
    { schema: { querystring: SearchQuerySchema, response: { 200: FoundMessagesSchema, '4xx': ErrorSchema } } },
    async ({ query }) => {
      const { capture, legs } = readIds(query.ids);
      return captures.get(capture).ask('findText', { legs, text: query.text });
    },
  );

  app.post(
    '/captures/:id/links',
    {
      schema: {
        params: IdParamsSchema,
        body: LinkBodySchema,
        response: { 200: CallGroupSchema, '4xx': ErrorSchema },
      },
    },
    async ({ params, body }) => {
      const { id } = params;
      if (captures.find(id) === undefined) throw noSuchCapture(id);
      const [from, to] = [await groupOf(captures, id, body.from), await groupOf(captures, id, body.to)];
      if (from.callId === to.callId) {
        throw new ApiError(400, 'SIPA_SAME_LEG', 'A leg cannot be tied to itself.', 'Name two legs.');
      }
      await captures.decideLink(id, { from: from.callId, to: to.callId, action: body.action });
      return (await groupOf(captures, id, from.leg)).group;
    },
  );
};

/** The ids of one capture. */
function readIds(text: string): { readonly capture: string; readonly legs: number[] } {
  const ids = text.split(',').map(id => splitId(id.trim()));
  const legs = ids.flatMap(id => (id === undefined ? [] : [id.index]));
  const captures = new Set(ids.map(id => id?.capture));
  const [capture] = captures;
  if (capture === undefined || captures.size > 1) {
    const hint = `${ID_HINT} All of them are of one capture.`;
    throw new ApiError(400, 'SIPA_BAD_IDS', `"${text.slice(0, 100)}" is no list of calls of one capture.`, hint);
  }
  return { capture, legs };
}

/** A leg by its number or its Call-ID. Throws a 404 when there is none. */
async function groupOf(
  captures: Captures,
  id: string,
  leg: number | string,
): Promise<{ readonly leg: number; readonly callId: string; readonly group: CallGroup }> {
  const handle = captures.get(id);
  const number = typeof leg === 'number' ? leg : await handle.ask('legOfCallId', leg);
  const group = number === undefined ? undefined : await handle.ask('group', number);
  if (number === undefined || group === undefined) {
    const hint = 'Name a leg by its number ("index" of GET /api/calls), or by its Call-ID.';
    throw new ApiError(404, 'SIPA_NO_CALL', `There is no leg "${leg}" in the capture "${id}".`, hint);
  }
  return { leg: number, callId: group.callIds[group.legs.indexOf(number)] ?? '', group };
}
