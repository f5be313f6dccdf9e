// `GET /api/streams/:id/audio | waveform`, `GET /api/calls/:id/audio | waveform`: what was said, as a WAV file that browsers play and seek
// in, and its outline. A call is stereo: the caller on the left, the callee on the right.

import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { CaptureHandle } from '../../collector/index.ts';
import { type ByteRange, readByteRange } from '../byte-range.ts';
import type { Captures } from '../captures.ts';
import { ApiError, goneError } from '../errors.ts';
import { splitId } from '../ids.ts';
import { timeRange } from '../time-range.ts';
import { AudioQuerySchema, type AudioTimes, WaveformQuerySchema, WaveformSchema } from '../wire/audio-schema.ts';
import { LIMITS } from '../wire/limits.ts';
import { ErrorSchema, IdParamsSchema } from '../wire/schema.ts';
import type { AudioInfo, AudioQuery } from '../wire/types.ts';

type What = 'streams' | 'calls';

/** A question with the capture that can answer it. */
interface Asked {
  readonly handle: CaptureHandle;
  readonly query: AudioQuery;
}

const WAV_SCHEMA = { 200: Type.Any({ description: 'WAV, 16 bits; ranges of bytes are given' }), '4xx': ErrorSchema };

export const audioRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  for (const what of ['streams', 'calls'] as const) {
    app.get(
      `/${what}/:id/audio`,
      {
        schema: {
          params: IdParamsSchema,
          querystring: AudioQuerySchema,
          produces: ['audio/wav'],
          response: WAV_SCHEMA,
        },
      },
      async (request, reply) => {
        const { handle, query } = questionOf(captures, what, request.params.id, request.query);
        const info = await whileWanted(request, handle, ticket => handle.ask('audio', query, ticket));
        if (info.problem !== undefined) {
          throw new ApiError(422, info.problem.code, info.problem.message, info.problem.hint);
        }
        return sendWav(request, reply, handle, info);
      },
    );

    app.get(
      `/${what}/:id/waveform`,
      {
        schema: {
          params: IdParamsSchema,
          querystring: WaveformQuerySchema,
          response: { 200: WaveformSchema, '4xx': ErrorSchema },
        },
      },
      async request => {
        const { buckets = LIMITS.defaultWaveformBuckets, ...times } = request.query;
        const { handle, query } = questionOf(captures, what, request.params.id, times);
        return whileWanted(request, handle, ticket => handle.ask('waveform', query, buckets, ticket));
      },
    );
  }
};

function questionOf(captures: Captures, what: What, text: string, { from, to }: AudioTimes): Asked {
  const id = splitId(text);
  if (id === undefined) {
    const hint = `An id is <capture id>:<number>, as GET /api/${what} gives it.`;
    throw new ApiError(404, 'SIPA_NO_STREAM', `There is nothing to hear under "${text}".`, hint);
  }
  const times = timeRange({ from, to });
  const query = what === 'streams' ? { stream: id.index, ...times } : { leg: id.index, ...times };
  return { handle: captures.get(id.capture), query };
}

/** When the client goes away before it has its answer, the capture is told to stop. */
async function whileWanted<Answer>(
  request: FastifyRequest,
  handle: CaptureHandle,
  ask: (ticket: string) => Promise<Answer>,
): Promise<Answer> {
  const ticket = randomUUID();
  const onClose = (): void => {
    // Nobody is left to be told that the capture is gone, too.
    handle.ask('stopAudio', ticket).catch(() => undefined);
  };
  request.raw.socket.once('close', onClose);
  try {
    return await ask(ticket);
  } catch (error) {
    throw goneError(error) ?? error;
  } finally {
    request.raw.socket.off('close', onClose);
  }
}

function sendWav(request: FastifyRequest, reply: FastifyReply, handle: CaptureHandle, info: AudioInfo): FastifyReply {
  const tag = `"${info.key}"`;
  const { range, 'if-range': ifRange } = request.headers;
  const asked = ifRange === undefined || ifRange === tag ? readByteRange(range, info.bytes) : undefined;
  if (asked === 'unsatisfiable') {
    reply.header('Content-Range', `bytes */${info.bytes}`);
    throw new ApiError(416, 'SIPA_BAD_RANGE', 'The range begins behind the end.', `There are ${info.bytes} bytes.`);
  }
  const { start, end } = asked ?? { start: 0, end: info.bytes };
  if (asked !== undefined) reply.code(206).header('Content-Range', `bytes ${start}-${end - 1}/${info.bytes}`);
  reply
    .type('audio/wav')
    .header('Accept-Ranges', 'bytes')
    .header('ETag', tag)
    .header('Cache-Control', 'private, no-cache')
    .header('Content-Disposition', `inline; filename="${handle.id}-${info.fileName}"`)
    .header('Content-Length', end - start);
  const pieces = request.method === 'HEAD' ? [] : piecesOf(handle, info.key, { start, end });
  return reply.send(Readable.from(pieces));
}

/** One piece at a time, when the socket has room for it. */
async function* piecesOf(handle: CaptureHandle, key: string, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await handle.ask('audioBytes', key, at, Math.min(LIMITS.audioPieceBytes, end - at));
    yield piece;
    at += piece.length;
  }
}
