// `GET /api/health`: is the server well. `GET /api/health/capture`: every counter of a capture.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import type { Hub } from '../hub.ts';
import { CaptureHealthSchema } from '../wire/report-schema.ts';
import { CaptureQuerySchema, ErrorSchema, ServerHealthSchema } from '../wire/schema.ts';

export interface HealthRoutesOptions {
  readonly captures: Captures;
  readonly hub: Hub;
  readonly version: string;
}

export const healthRoutes: FastifyPluginAsyncTypebox<HealthRoutesOptions> = async (app, options) => {
  const { captures, hub, version } = options;

  app.get('/health', { schema: { response: { 200: ServerHealthSchema } } }, async () => ({
    status: 'ok' as const,
    version,
    uptimeSeconds: process.uptime(),
    captures: captures.infos().length,
    liveClients: hub.clients,
  }));

  app.get(
    '/health/capture',
    { schema: { querystring: CaptureQuerySchema, response: { 200: CaptureHealthSchema, '4xx': ErrorSchema } } },
    async request => captures.get(request.query.capture).health(),
  );
};
