// `GET /api/live`: the WebSocket of the page. What goes over it is in `wire/protocol.ts`; who is told what and when, in `hub.ts`.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Hub } from '../hub.ts';

export const liveRoutes: FastifyPluginAsyncTypebox<{ readonly hub: Hub }> = async (app, { hub }) => {
  app.get('/live', { websocket: true }, socket => hub.accept(socket));
};
