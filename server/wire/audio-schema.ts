// What is asked and said about sound, as JSON schema; kept equal to the types of the collector by a test that does not compile
// otherwise.

import { type Static, Type } from 'typebox';
import { LIMITS } from './limits.ts';
import { Count, Duration, list, maybe, oneOf, Text, Time } from './schema-pieces.ts';

const FROM = { maxLength: 40, description: 'From this time of the capture on: ISO 8601, UTC without offset' };
const TO = { maxLength: 40, description: 'Up to this time: ISO 8601, UTC without offset' };

export const AudioQuerySchema = Type.Object(
  { from: maybe(Type.String(FROM)), to: maybe(Type.String(TO)) },
  { additionalProperties: false },
);
export type AudioTimes = Static<typeof AudioQuerySchema>;

export const WaveformQuerySchema = Type.Object(
  {
    from: maybe(Type.String(FROM)),
    to: maybe(Type.String(TO)),
    buckets: maybe(
      Type.Integer({ minimum: 1, maximum: LIMITS.waveformBuckets, default: LIMITS.defaultWaveformBuckets }),
    ),
  },
  { additionalProperties: false },
);

const ChannelSchema = Type.Unsafe<0 | 1>({ type: 'integer', enum: [0, 1], description: '0: left, the caller' });

const TrackSchema = Type.Object(
  {
    stream: Type.Integer({ description: 'Number of the stream' }),
    channel: ChannelSchema,
    codecs: list(Text),
    undecoded: list(Text),
    suites: list(Text),
    packets: Count,
    played: Count,
    lost: Count,
    dropped: Type.Integer({ minimum: 0, description: 'Came twice, or too late' }),
    failed: Type.Integer({ minimum: 0, description: 'SRTP that no key opened, and damaged payloads' }),
  },
  { title: 'AudioTrack' },
);

const ProblemSchema = Type.Object({ code: Text, message: Text, hint: Text }, { title: 'AudioProblem' });

const MarkSchema = Type.Object(
  {
    kind: oneOf('loss', 'dtmf'),
    channel: ChannelSchema,
    at: Type.Number({ description: 'milliseconds from the first sample' }),
    duration: Duration,
    text: Type.String({ description: 'The key, or how many packets were lost' }),
  },
  { title: 'AudioMark' },
);

const info = {
  key: Type.String({ description: 'Names this rendering' }),
  fileName: Text,
  bytes: Type.Integer({ minimum: 0, description: 'Of the WAV file' }),
  sampleRate: Type.Integer({ description: 'Hz' }),
  channels: Type.Unsafe<1 | 2>({ type: 'integer', enum: [1, 2] }),
  startTime: Time,
  duration: Duration,
  tracks: list(TrackSchema),
  notes: list(Text),
  problem: maybe(ProblemSchema),
};

export const AudioInfoSchema = Type.Object(info, { title: 'AudioInfo' });

export const WaveformSchema = Type.Object(
  {
    ...info,
    peaks: Type.Unsafe<readonly (readonly number[])[]>(
      Type.Array(Type.Array(Type.Number()), { description: 'Per channel, the loudest sample of each bucket, 0..1' }),
    ),
    marks: list(MarkSchema),
  },
  { title: 'Waveform' },
);
