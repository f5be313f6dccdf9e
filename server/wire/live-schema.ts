// Live captures as JSON schema: what starts one, and what is told of one. Requests are checked against these; the schema is the
// type, and a test does not compile when it drifts from `protocol.ts` and `collector/model/live.ts`.

import { Type } from 'typebox';
import { LIMITS } from './limits.ts';
import { list } from './schema-pieces.ts';

const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Engine = Type.Union([Type.Literal('cap'), Type.Literal('tcpdump')]);

const ProblemSchema = Type.Object({ code: Text, message: Text, hint: Text });

const SpoolLimitsSchema = Type.Object({
  segmentBytes: Count,
  segmentSeconds: Count,
  spoolBytes: Count,
  spoolSeconds: Type.Integer({ minimum: 0, description: '0 keeps segments of any age' }),
});

const RecordPlanSchema = Type.Object({
  spool: Text,
  interfaces: list(Text),
  engine: Engine,
  filter: Text,
  bufferBytes: Count,
  promiscuous: Type.Boolean(),
  hep: list(Text),
  hepKey: Type.Optional(Type.String({ description: 'Never told' })),
  hepCertificate: Type.Optional(Text),
  hepPrivateKey: Type.Optional(Text),
  limits: SpoolLimitsSchema,
});

const InputStatusSchema = Type.Object({
  name: Text,
  kind: Type.Union([Type.Literal('interface'), Type.Literal('hep')]),
  frames: Count,
  bytes: Count,
  kernelDrops: Type.Optional(Count),
  interfaceDrops: Type.Optional(Count),
  refused: Type.Record(Text, Count),
  problem: Type.Optional(ProblemSchema),
});

const SpoolStatusSchema = Type.Object({
  directory: Text,
  bytes: Count,
  segments: Count,
  limits: SpoolLimitsSchema,
  deletedSegments: Count,
  deletedBytes: Count,
  lostFrames: Count,
  isDiskFull: Type.Boolean(),
});

export const LiveInfoSchema = Type.Object(
  {
    recorder: Type.Union([
      Type.Literal('starting'),
      Type.Literal('recording'),
      Type.Literal('stopped'),
      Type.Literal('failed'),
      Type.Literal('gone'),
    ]),
    plan: RecordPlanSchema,
    inputs: list(InputStatusSchema),
    spool: SpoolStatusSchema,
    problem: Type.Optional(ProblemSchema),
  },
  { title: 'LiveInfo' },
);

/** Linux names of interfaces have at most 15 characters; other systems are not much longer. */
const InterfaceName = Type.String({ minLength: 1, maxLength: LIMITS.interfaceNameLength });

/** Where the spool lies, and which secret HEP agents must know, is for who sits at the host: neither comes over HTTP. */
export const StartLiveSchema = Type.Object(
  {
    interfaces: Type.Optional(
      Type.Unsafe<readonly string[]>(Type.Array(InterfaceName, { maxItems: LIMITS.liveInputs })),
    ),
    filter: Type.Optional(Type.String({ maxLength: LIMITS.bpfLength, description: 'BPF, as tcpdump takes it' })),
    engine: Type.Optional(Engine),
    hep: Type.Optional(
      Type.Unsafe<readonly string[]>(
        Type.Array(Type.String({ minLength: 1, maxLength: LIMITS.hepAddressLength }), {
          maxItems: LIMITS.liveInputs,
          description: 'HEP listeners: udp:0.0.0.0:9060, tcp:…',
        }),
      ),
    ),
    promiscuous: Type.Optional(Type.Boolean()),
    bufferMegabytes: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.bufferMegabytes })),
  },
  { additionalProperties: false, title: 'StartLive' },
);

export const InterfaceListSchema = Type.Object({
  items: list(
    Type.Object({
      name: Text,
      addresses: list(Text),
      isUp: Type.Boolean(),
      isLoopback: Type.Boolean(),
      isAny: Type.Boolean(),
    }),
  ),
  engines: list(Type.Object({ name: Engine, problem: Type.Optional(ProblemSchema) })),
});
