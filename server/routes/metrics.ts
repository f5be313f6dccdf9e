// `GET /metrics`: every counter, for Prometheus.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Captures } from '../captures.ts';
import type { Hub } from '../hub.ts';
import { kpiFamilies, type MeasuredKpi } from '../kpi-metrics.ts';
import { type MeasuredCapture, metricFamilies } from '../metrics.ts';
import { PROMETHEUS_TYPE, prometheusText } from '../prometheus.ts';
import type { CaptureInfo } from '../wire/protocol.ts';

export interface MetricsRoutesOptions {
  readonly captures: Captures;
  readonly hub: Hub;
  readonly version: string;
}

export const metricsRoutes: FastifyPluginAsyncTypebox<MetricsRoutesOptions> = async (app, options) => {
  const { captures, hub, version } = options;
  app.get(
    '/metrics',
    {
      schema: {
        produces: ['text/plain'],
        response: { 200: Type.Any({ description: 'Prometheus text format 0.0.4' }) },
      },
    },
    async (_, reply) => {
      const measured = await Promise.all(captures.infos().map(info => measure(captures, info)));
      const server = { version, uptimeSeconds: process.uptime(), liveClients: hub.clients };
      const figures = await Promise.all(captures.infos().map(info => figuresOf(captures, info.id)));
      const text = prometheusText([...metricFamilies(measured, server), ...kpiFamilies(figures.flat())]);
      return reply.type(PROMETHEUS_TYPE).serializer(String).send(text);
    },
  );
};

async function measure(captures: Captures, info: CaptureInfo): Promise<MeasuredCapture> {
  try {
    return { info, health: await captures.get(info.id).health() };
  } catch {
    // Failed, or closed a moment ago: `sipscope_capture_up` says so.
    return { info, health: undefined };
  }
}

/** None of a capture that cannot answer. */
async function figuresOf(captures: Captures, capture: string): Promise<readonly MeasuredKpi[]> {
  try {
    const kpi = await captures.get(capture).ask('kpi', {});
    return 'error' in kpi ? [] : [{ capture, kpi }];
  } catch {
    return [];
  }
}
