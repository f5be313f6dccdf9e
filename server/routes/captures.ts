// `GET | POST | DELETE /api/captures`: what is open, open an uploaded file or start a live capture, close one.

import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { assertRoomForUpload, type Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import type { UploadFolder } from '../uploads.ts';
import { LIMITS } from '../wire/limits.ts';
import { StartLiveSchema } from '../wire/live-schema.ts';
import type { StartLive } from '../wire/protocol.ts';
import { CaptureInfoSchema, CapturesSchema, ErrorSchema, IdParamsSchema } from '../wire/schema.ts';

const NAME_LENGTH = 120;

export interface CaptureRoutesOptions {
  readonly captures: Captures;
  readonly uploads: UploadFolder;
  /** Largest upload, in bytes. */
  readonly uploadLimit: number;
  /** Starts a live capture and gives its id; undefined where nothing can be recorded. */
  readonly startLive: ((body: StartLive) => Promise<string>) | undefined;
}

const startLiveBody = Compile(StartLiveSchema);

export const captureRoutes: FastifyPluginAsyncTypebox<CaptureRoutesOptions> = async (app, options) => {
  const { captures, uploads, uploadLimit, startLive } = options;
  await app.register(multipart, { limits: { fileSize: uploadLimit, files: 1, fields: 0, headerPairs: 20 } });
  let receiving = 0;

  app.get('/captures', { schema: { response: { 200: CapturesSchema } } }, async () => ({ items: captures.infos() }));

  const receive = async (request: FastifyRequest): Promise<string> => {
    assertRoomForUpload(captures.uploads() + receiving);
    receiving += 1;
    try {
      const part = await request.file();
      if (part === undefined) {
        throw new ApiError(400, 'SIPA_NO_FILE', 'The upload carries no file.', 'Send one capture as a form file.');
      }
      const { path, digest } = await uploads.receive(part.file);
      const remove = () => uploads.remove(path);
      if (part.file.truncated) {
        await remove();
        throw tooLarge(uploadLimit);
      }
      const handle = await captures.openUpload(path, displayName(part.filename), digest, remove);
      await assertUsable(captures, handle.id);
      return handle.id;
    } finally {
      receiving -= 1;
    }
  };

  app.post(
    '/captures',
    {
      bodyLimit: LIMITS.jsonBytes,
      schema: {
        consumes: ['multipart/form-data', 'application/json'],
        body: {
          content: {
            'application/json': { schema: StartLiveSchema },
            'multipart/form-data': { schema: Type.Any({ description: 'A form with one file: the capture' }) },
          },
        },
        response: { 201: CaptureInfoSchema, '4xx': ErrorSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const isStart = startLive !== undefined && startLiveBody.Check(body);
      const id = isStart ? await startLive(body) : await receive(request);
      return reply.code(201).send(captures.info(id));
    },
  );

  app.delete(
    '/captures/:id',
    { schema: { params: IdParamsSchema, response: { 204: Type.Null(), '4xx': ErrorSchema } } },
    async (request, reply) => {
      await captures.close(request.params.id);
      return reply.code(204).send(null);
    },
  );
};

/** Waits until the capture could be opened; one that cannot be read is closed again and the reason is the answer. */
async function assertUsable(captures: Captures, id: string): Promise<void> {
  try {
    await captures.get(id).health();
  } catch (error) {
    // The same file may have been sent twice at once, and the other request was here first.
    if (captures.find(id) !== undefined) await captures.close(id);
    if (!(error instanceof Error) || !('code' in error) || !('hint' in error)) throw error;
    throw new ApiError(422, String(error.code), error.message, String(error.hint));
  }
}

function tooLarge(limit: number): ApiError {
  const megabytes = Math.floor(limit / 1024 ** 2);
  const hint = 'Raise the limit with --upload-limit, or open the file on the command line.';
  return new ApiError(413, 'SIPA_TOO_LARGE', `The file is larger than the upload limit of ${megabytes} MiB.`, hint);
}

/** The name the sender gave, for display alone: its last part, without control characters, of bounded length. */
function displayName(filename: string): string {
  const name = (filename.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').slice(0, NAME_LENGTH);
  return name === '' ? 'upload' : name;
}
