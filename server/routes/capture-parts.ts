// `POST /api/captures/:id/clear | keys`, `GET /api/captures/:id/frames/:frame`: forget what was read, more TLS secrets, one frame.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import { ApiError, noSuchCapture } from '../errors.ts';
import { LIMITS } from '../wire/limits.ts';
import { FrameDetailSchema } from '../wire/report-schema.ts';
import {
  CaptureInfoSchema,
  ErrorSchema,
  FrameParamsSchema,
  IdParamsSchema,
  KeysAnswerSchema,
  KeysBodySchema,
} from '../wire/schema.ts';
import type { FrameDetail } from '../wire/types.ts';

export const capturePartRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, options) => {
  const { captures } = options;
  // A key log that is sent as a file, beside one that is pasted.
  app.addContentTypeParser('application/octet-stream', { parseAs: 'string' }, (_, body, done) => done(null, body));

  app.post(
    '/captures/:id/clear',
    { schema: { params: IdParamsSchema, response: { 200: CaptureInfoSchema, '4xx': ErrorSchema } } },
    async request => {
      const { id } = request.params;
      assertGoesOn(captures, id);
      await captures.get(id).clear();
      return captures.info(id);
    },
  );

  app.post(
    '/captures/:id/keys',
    {
      bodyLimit: LIMITS.keyLogBytes,
      schema: {
        consumes: ['text/plain', 'application/octet-stream'],
        params: IdParamsSchema,
        body: KeysBodySchema,
        response: { 200: KeysAnswerSchema, '4xx': ErrorSchema },
      },
    },
    async request => {
      const { id } = request.params;
      if (captures.find(id) === undefined) throw noSuchCapture(id);
      return { added: await captures.get(id).addKeys(request.body) };
    },
  );

  app.get(
    '/captures/:id/frames/:frame',
    { schema: { params: FrameParamsSchema, response: { 200: FrameDetailSchema, '4xx': ErrorSchema } } },
    async request => {
      const { id, frame } = request.params;
      const detail = await readFrame(captures, id, frame);
      if (detail !== undefined) return detail;
      const hint = 'The samples of GET /api/health/capture carry the ids of frames.';
      throw new ApiError(404, 'SIPA_NO_FRAME', `There is no sample frame "${frame}".`, hint);
    },
  );
};

/** What was read to its end cannot be read again: cleared, it would stay empty. */
function assertGoesOn(captures: Captures, id: string): void {
  const { state } = captures.info(id).progress;
  if (state === 'live' || state === 'loading') return;
  const hint = 'Close it (DELETE /api/captures/:id) instead.';
  throw new ApiError(409, 'SIPA_NOT_LIVE', `Nothing more comes into the capture "${id}".`, hint);
}

/** Throws a 410 when the bytes are not there any more: the spool let go of them, or the file changed. */
async function readFrame(captures: Captures, id: string, frame: string): Promise<FrameDetail | undefined> {
  const handle = captures.get(id);
  try {
    return await handle.frame(frame);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('hint' in error)) throw error;
    throw new ApiError(410, String(error.code), error.message, String(error.hint));
  }
}
