// `GET /api/interfaces`, `POST /api/captures/:id/stop | start`: what can be recorded here, and the recorder of a live capture.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Captures } from '../captures.ts';
import type { LiveControl } from '../live-control.ts';
import { InterfaceListSchema } from '../wire/live-schema.ts';
import { CaptureInfoSchema, ErrorSchema, IdParamsSchema } from '../wire/schema.ts';

export interface LiveCaptureRoutesOptions {
  readonly captures: Captures;
  readonly live: LiveControl;
}

export const liveCaptureRoutes: FastifyPluginAsyncTypebox<LiveCaptureRoutesOptions> = async (app, options) => {
  const { captures, live } = options;
  const schema = { params: IdParamsSchema, response: { 200: CaptureInfoSchema, '4xx': ErrorSchema } };

  app.get('/interfaces', { schema: { response: { 200: InterfaceListSchema } } }, async () => live.interfaces());

  app.post('/captures/:id/stop', { schema }, async request => {
    await live.stop(request.params.id);
    return captures.info(request.params.id);
  });

  app.post('/captures/:id/start', { schema }, async request => {
    await live.restart(request.params.id);
    return captures.info(request.params.id);
  });
};
