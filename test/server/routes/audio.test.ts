import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AudioInfo, AudioQuery, Waveform } from '../../../server/wire/types.ts';
import { type FakeApp, fakeApp, handleAt } from '../../support/fake-app.ts';

let fake: FakeApp;
let app: FastifyInstance;
let id: string;
const asked: AudioQuery[] = [];
const stopped: string[] = [];

const FILE = Buffer.from(Array.from({ length: 600_000 }, (_, i) => i % 251));
const INFO: AudioInfo = {
  key: 'abc',
  fileName: 'call-1.wav',
  bytes: FILE.length,
  sampleRate: 8000,
  channels: 2,
  startTime: 1,
  duration: 18_000,
  tracks: [],
  notes: [],
};

beforeEach(async () => {
  fake = await fakeApp([2]);
  app = fake.app;
  id = fake.captures.infos()[0]?.id ?? '';
  asked.length = 0;
  stopped.length = 0;
  give(async () => INFO);
});
afterEach(() => app.close());

function give(audio: (query: AudioQuery, ticket: string) => Promise<AudioInfo>): void {
  const { capture } = handleAt(fake, 0);
  capture.answers = {
    ...capture.answers,
    audio: (query, ticket) => {
      asked.push(query);
      return audio(query, ticket);
    },
    audioBytes: (_, from, length) => FILE.subarray(from, from + Math.min(length, 100_000)),
    waveform: async (query, buckets): Promise<Waveform> => {
      asked.push(query);
      return { ...INFO, peaks: [[buckets]], marks: [] };
    },
    stopAudio: ticket => void stopped.push(ticket),
  };
}

describe('the WAV file', () => {
  test('comes whole, with its length and a name that is safe', async () => {
    const answer = await app.inject(`/api/calls/${id}:1/audio`);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(FILE)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(FILE.length),
      'accept-ranges': 'bytes',
      'content-disposition': `inline; filename="${id}-call-1.wav"`,
      etag: '"abc"',
    });
    expect(asked).toEqual([{ leg: 1 }]);
  });

  test.each([
    ['bytes=0-', 0, FILE.length],
    ['bytes=150000-349999', 150_000, 350_000],
    ['bytes=-44', FILE.length - 44, FILE.length],
  ])('a range of it: %s', async (range, start, end) => {
    const answer = await app.inject({ url: `/api/streams/${id}:0/audio`, headers: { range } });
    expect(answer.statusCode).toBe(206);
    expect(answer.headers['content-range']).toBe(`bytes ${start}-${end - 1}/${FILE.length}`);
    expect(answer.rawPayload.equals(FILE.subarray(start, end))).toBe(true);
    expect(asked).toEqual([{ stream: 0 }]);
  });

  test('a range of another rendering is the whole of this one, one behind the end is refused', async () => {
    const headers = { range: 'bytes=5-9', 'if-range': '"other"' };
    expect((await app.inject({ url: `/api/calls/${id}:1/audio`, headers })).statusCode).toBe(200);
    const behind = await app.inject({ url: `/api/calls/${id}:1/audio`, headers: { range: 'bytes=600000-' } });
    expect([behind.statusCode, behind.headers['content-range'], behind.json().code]).toEqual([
      416,
      'bytes */600000',
      'SIPA_BAD_RANGE',
    ]);
  });

  test('HEAD says how long it is, and sends none of it', async () => {
    const answer = await app.inject({ method: 'HEAD', url: `/api/calls/${id}:1/audio` });
    expect([answer.statusCode, answer.headers['content-length'], answer.payload]).toEqual([200, '600000', '']);
  });
});

test('the outline has as many buckets as asked for, and the times are those of the capture', async () => {
  const url = `/api/calls/${id}:1/waveform?buckets=77&from=2026-01-01T00:00:00.5Z&to=2026-01-01T00:00:02Z`;
  expect((await app.inject(url)).json()).toMatchObject({ key: 'abc', peaks: [[77]] });
  expect(asked).toEqual([{ leg: 1, from: 1_767_225_600_500_000, to: 1_767_225_602_000_000 }]);
  expect((await app.inject(`/api/streams/${id}:1/waveform`)).json()).toMatchObject({ peaks: [[1000]] });
});

describe('what cannot be heard', () => {
  test('is refused with the reason', async () => {
    const problem = { code: 'SIPA_NO_DECODER', message: 'There is no decoder for G729.', hint: 'Save the packets.' };
    give(async () => ({ ...INFO, problem }));
    const answer = await app.inject(`/api/calls/${id}:1/audio`);
    expect([answer.statusCode, answer.json()]).toEqual([422, problem]);
  });

  test.each([
    ['SIPA_NO_AUDIO', 404],
    ['SIPA_SEGMENT_EXPIRED', 410],
    ['SIPA_FILE_NOT_FOUND', 410],
    ['SIPA_AUDIO_BUSY', 503],
  ])('%s is %d', async (code, status) => {
    give(async () => {
      throw Object.assign(new Error('why'), { code, hint: 'what next' });
    });
    const answer = await app.inject(`/api/calls/${id}:1/audio`);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  test('an id or a time that is none is refused', async () => {
    for (const path of ['audio', 'waveform']) {
      expect((await app.inject(`/api/calls/x/${path}`)).json().code).toBe('SIPA_NO_STREAM');
      expect((await app.inject(`/api/calls/${id}:1/${path}?from=soon`)).json().code).toBe('SIPA_BAD_TIME');
    }
    expect((await app.inject(`/api/calls/${id}:1/waveform?buckets=0`)).statusCode).toBe(400);
  });
});

test('when the client goes away, the capture is told with its ticket', async () => {
  let ticket = '';
  const rendering = new Promise<string>(resolve => {
    give((_, mine) => {
      ticket = mine;
      resolve(mine);
      return new Promise(() => {});
    });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const client = request({ port, host: '127.0.0.1', path: `/api/calls/${id}:1/audio` });
  client.on('error', () => {});
  client.end();
  await rendering;
  const told = new Promise<void>(resolve => {
    handleAt(fake, 0).capture.answers.stopAudio = gone => {
      stopped.push(gone);
      resolve();
    };
  });
  client.destroy();
  await told;
  expect(stopped).toEqual([ticket]);
});
