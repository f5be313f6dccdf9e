// `GET /api/kpi`: key figures of a capture, over time and by group.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { isTimeZone } from '../../collector/index.ts';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { kpiAnswer } from '../kpi-answer.ts';
import { timeRange } from '../time-range.ts';
import { KpiQuerySchema, KpiReportSchema } from '../wire/kpi-schema.ts';
import { ErrorSchema } from '../wire/schema.ts';
import type { Micros } from '../wire/types.ts';

const MICROS: Readonly<Record<string, Micros>> = {
  ms: 1000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};

export const kpiRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get(
    '/kpi',
    { schema: { querystring: KpiQuerySchema, response: { 200: KpiReportSchema, '4xx': ErrorSchema } } },
    async ({ query: { capture, from, to, bucket, previous, charts, ...query } }) => {
      if (query.zone !== undefined && !isTimeZone(query.zone)) throw noSuchZone(query.zone);
      return kpiAnswer(
        captures.get(capture),
        { ...query, ...timeRange({ from, to }), ...(bucket === undefined ? {} : { bucket: microsOf(bucket) }) },
        { previous: previous ?? false, charts: charts ?? false },
      );
    },
  );
};

function noSuchZone(zone: string): ApiError {
  const hint = 'Name it as the IANA data base does, Europe/Berlin, or choose UTC.';
  return new ApiError(400, 'SIPA_BAD_ZONE', `This machine knows no time zone "${zone}".`, hint);
}

/** A number and its unit, as the schema has checked. */
function microsOf(bucket: string): Micros {
  return Number.parseInt(bucket, 10) * MICROS[bucket.replace(/^\d+/, '')];
}
