// `GET /api/messages/:id` and `/raw`: one message decoded, and its exact bytes.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { MessageDetailSchema } from '../wire/report-schema.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';
import type { MessageDetail } from '../wire/types.ts';

export const messageRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get(
    '/messages/:id',
    { schema: { params: IdParamsSchema, response: { 200: MessageDetailSchema, '4xx': ErrorSchema } } },
    async request => readMessage(captures, request.params.id),
  );

  app.get(
    '/messages/:id/raw',
    {
      schema: {
        params: IdParamsSchema,
        produces: ['application/octet-stream'],
        response: { 200: Type.Any({ description: 'The bytes of the message' }), '4xx': ErrorSchema },
      },
    },
    async (request, reply) => {
      const message = await readMessage(captures, request.params.id);
      return reply
        .type('application/octet-stream')
        .header('Content-Disposition', `attachment; filename="${message.id.replace(':', '-message-')}.sip"`)
        .send(bytesOf(message));
    },
  );
};

/** Throws a 404 when the id names no message. */
async function readMessage(captures: Captures, text: string): Promise<MessageDetail> {
  const id = splitId(text);
  const message = id && (await captures.get(id.capture).message(id.index));
  if (message !== undefined) return message;
  const hint = 'An id is <capture id>:<number>; the rows of a ladder carry the number as "index".';
  throw new ApiError(404, 'SIPA_NO_MESSAGE', `There is no message "${text}".`, hint);
}

function bytesOf(message: MessageDetail): Buffer {
  return message.rawBase64 === undefined ? Buffer.from(message.raw, 'utf8') : Buffer.from(message.rawBase64, 'base64');
}
