// `GET /api/live`: the WebSocket of the page. What goes over it is in `wire/protocol.ts`; who is told what and when, in `hub.ts`.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ApiError } from '../errors.ts';
import type { Hub } from '../hub.ts';

export const liveRoutes: FastifyPluginAsyncTypebox<{ readonly hub: Hub }> = async (app, { hub }) => {
  app.route({
    method: 'GET',
    url: '/live',
    schema: { hide: true },
    wsHandler: socket => hub.accept(socket),
    handler: async () => {
      const hint = 'Connect with a WebSocket client; lists are also at GET /api/calls.';
      throw new ApiError(426, 'SIPA_NO_SOCKET', 'This address speaks WebSocket only.', hint);
    },
  });
};
