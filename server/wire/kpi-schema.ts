// `GET /api/kpi`: what it takes and gives. The answer is kept equal to its TypeScript twin (`collector/model/kpi.ts`) by a test that
// does not compile when they drift apart.

import { type Static, Type } from 'typebox';
import { CallChartsSchema, MosFiguresSchema } from './chart-schema.ts';
import { LIMITS } from './limits.ts';
import { Count, list, maybe, orNull, Time } from './schema-pieces.ts';
import type { KpiGroup } from './types.ts';

const Ratio = orNull(Type.Number({ description: '0..1; null when nothing could be counted' }));
const Rate = orNull(Type.Number({ description: 'per second; null without a duration' }));
const Duration = orNull(Type.Number({ description: 'milliseconds' }));
const Group = Type.Unsafe<KpiGroup>({
  type: 'string',
  enum: ['source', 'destination', 'direction', 'code', 'transport'],
  description: 'Figures of each host, pair of hosts, final code or transport beside those of all',
});

export const KpiQuerySchema = Type.Object(
  {
    capture: maybe(Type.String({ maxLength: 128, description: 'Capture id; the first one when absent' })),
    from: maybe(Type.String({ maxLength: 40, description: 'First INVITE at or after: ISO 8601, UTC without offset' })),
    to: maybe(Type.String({ maxLength: 40, description: 'First INVITE before: ISO 8601, UTC without offset' })),
    bucket: maybe(
      Type.String({ pattern: '^[1-9][0-9]{0,8}(ms|s|m|h|d)$', description: 'Length of a bucket: 60s, 5m, 1h' }),
    ),
    zone: maybe(
      Type.String({
        maxLength: 64,
        description: 'By whose clock buckets of a minute or more begin: Europe/Berlin; UTC without it',
      }),
    ),
    group: maybe(Group),
    filter: maybe(Type.String({ maxLength: LIMITS.filterLength, description: 'Filter expression; empty means all' })),
    previous: maybe(Type.Boolean({ description: 'Also figures of the range before; needs from and to' })),
    charts: maybe(Type.Boolean({ description: 'Also calls counted by state, code, delay, MOS and host' })),
    firstLegOnly: maybe(Type.Boolean({ description: 'Of each call only its first leg: a B2BUA counts once' })),
  },
  { additionalProperties: false },
);
export type KpiRouteQuery = Static<typeof KpiQuerySchema>;

export const PercentilesSchema = Type.Object({ count: Count, p50: Duration, p95: Duration, p99: Duration });

const CallFiguresSchema = Type.Object({
  attempts: Type.Integer({ minimum: 0, description: 'With a final outcome' }),
  inProgress: Type.Integer({ minimum: 0, description: 'Without one yet: in no ratio' }),
  answered: Count,
  redirected: Count,
  completed: Count,
  sessionsUp: Count,
  ser: Ratio,
  seer: Ratio,
  isa: Ratio,
  scr: Ratio,
  asr: Ratio,
  ner: Ratio,
  srd: PercentilesSchema,
  srdFailed: PercentilesSchema,
  sdd: PercentilesSchema,
  sdt: PercentilesSchema,
  acd: Duration,
  pdd: PercentilesSchema,
  attemptsPerSecond: Rate,
});

const RegistrationFiguresSchema = Type.Object({
  attempts: Count,
  inProgress: Count,
  succeeded: Count,
  ineffective: Count,
  ira: Ratio,
  rrd: PercentilesSchema,
});

const figures = {
  calls: CallFiguresSchema,
  registrations: RegistrationFiguresSchema,
  concurrent: Type.Object({ peak: Count, peakTime: maybe(Time) }),
};

const TrafficSchema = Type.Object({
  messages: Count,
  retransmissions: Count,
  messagesPerSecond: Rate,
  retransmissionRatio: Ratio,
});

export const KpiReportSchema = Type.Object(
  {
    ...figures,
    from: maybe(Time),
    to: maybe(Time),
    traffic: TrafficSchema,
    lateStarts: Count,
    firstLegOnly: Type.Boolean(),
    percentileMethod: Type.Literal('nearest-rank'),
    bucket: maybe(Type.Integer({ minimum: 1, description: 'µs' })),
    buckets: maybe(list(Type.Object({ ...figures, time: Time, end: Time, traffic: TrafficSchema }))),
    group: maybe(Group),
    groups: maybe(list(Type.Object({ ...figures, name: Type.String(), filter: maybe(Type.String()) }))),
    groupsOmitted: maybe(Count),
    previous: maybe(
      Type.Object({
        ...figures,
        from: Time,
        to: Time,
        isCovered: Type.Boolean({ description: 'The capture reaches back so far' }),
        traffic: TrafficSchema,
        mos: maybe(MosFiguresSchema),
      }),
    ),
    charts: maybe(CallChartsSchema),
  },
  { title: 'KpiReport', description: 'Key figures (RFC 6076, ITU-T E.425)' },
);
