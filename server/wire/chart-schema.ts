// Calls counted for charts as JSON schema; kept equal to `collector/model/call-charts.ts` by a test that does not compile when they
// drift apart.

import { Type } from 'typebox';
import { Count, list, maybe, orNull, Time } from './schema-pieces.ts';

const slice = {
  name: Type.String(),
  count: Count,
  filter: Type.String({ description: 'Picks these calls, joined by `and` to the filter of the charts' }),
};
const Slice = Type.Object(slice);

const Histogram = Type.Object({
  count: Type.Integer({ minimum: 0, description: 'Calls that have such a value' }),
  bins: list(
    Type.Object({
      ...slice,
      low: Type.Number({ description: 'From here on; ms, or MOS' }),
      high: maybe(Type.Number({ description: 'Below this; absent: no end' })),
    }),
  ),
});

const Score = orNull(Type.Number({ description: 'MOS 1 to 5, of each call its worst stream; null without one' }));
export const MosFiguresSchema = Type.Object({ count: Count, p50: Score, p5: Score });

const Host = Type.Object({
  ...slice,
  attempts: Type.Integer({ minimum: 0, description: 'With a final outcome' }),
  answered: Count,
  asr: orNull(Type.Number({ description: '0..1; null when nothing could be counted' })),
  failed: Count,
});

export const CallChartsSchema = Type.Object({
  calls: Count,
  filter: Type.String({ description: 'Picks all of them' }),
  states: list(Slice),
  codes: list(Slice),
  codesOmitted: Count,
  pdd: Histogram,
  disconnectDelay: Histogram,
  talkTime: Histogram,
  mosBins: Histogram,
  mos: MosFiguresSchema,
  sources: list(Host),
  sourcesOmitted: Count,
  destinations: list(Host),
  destinationsOmitted: Count,
  bucket: maybe(Type.Integer({ minimum: 1, description: 'µs' })),
  buckets: maybe(
    list(Type.Object({ time: Time, end: Time, calls: Count, states: list(Count), mos: MosFiguresSchema })),
  ),
});
