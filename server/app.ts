// The server put together: plugins, routes, page. Takes the captures and gives a Fastify app that does not listen yet;
// closing the app closes the captures and removes what was uploaded.

import swagger from '@fastify/swagger';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import type { Captures } from './captures.ts';
import { Hub } from './hub.ts';
import type { LiveControl } from './live-control.ts';
import { addErrors, sendError } from './plugins/errors.ts';
import { addPage } from './plugins/page.ts';
import { addSecurity } from './plugins/security.ts';
import { aliasRoutes } from './routes/aliases.ts';
import { audioRoutes } from './routes/audio.ts';
import { callExportRoutes } from './routes/call-export.ts';
import { callGroupRoutes } from './routes/call-groups.ts';
import { callRoutes } from './routes/calls.ts';
import { capturePartRoutes } from './routes/capture-parts.ts';
import { captureRoutes } from './routes/captures.ts';
import { facetRoutes } from './routes/facets.ts';
import { findingRoutes } from './routes/findings.ts';
import { healthRoutes } from './routes/health.ts';
import { hostRoutes } from './routes/hosts.ts';
import { identityRoutes } from './routes/identity.ts';
import { kpiRoutes } from './routes/kpi.ts';
import { ladderExportRoutes } from './routes/ladder-export.ts';
import { listRoutes } from './routes/lists.ts';
import { liveRoutes } from './routes/live.ts';
import { liveCaptureRoutes } from './routes/live-captures.ts';
import { messageRoutes } from './routes/messages.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { registrationRoutes } from './routes/registrations.ts';
import { streamRoutes } from './routes/streams.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';
import { UploadFolder } from './uploads.ts';
import { LIMITS } from './wire/limits.ts';
import type { StartLive } from './wire/protocol.ts';

export interface AppOptions {
  readonly captures: Captures;
  /** Starts and stops live captures; undefined: nothing can be recorded here. */
  readonly live?: LiveControl;
  readonly logger?: FastifyServerOptions['logger'];
  /** Absolute path of the built UI. */
  readonly uiRoot?: string;
  /** Host names under which the server may be asked, beside localhost and plain addresses. */
  readonly hostNames?: readonly string[];
  /** Largest upload, in bytes. */
  readonly uploadLimit?: number;
  readonly version?: string;
}

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { captures, live, uploadLimit = LIMITS.defaultUploadBytes, version = '' } = options;
  const app = fastify({
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    // Keep-alive connections of idle pages must not hold up the end.
    forceCloseConnections: true,
    frameworkErrors: sendError,
    routerOptions: { maxParamLength: 256 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // The schemas of answers are documentation: what the collector gives is sent whole, without a second opinion.
  app.setSerializerCompiler(() => answer => JSON.stringify(answer));

  const hub = new Hub(captures, error => app.log.error(error));
  const uploads = new UploadFolder();
  addErrors(app);
  await app.register(websocket, {
    options: { maxPayload: LIMITS.clientMessageBytes },
    preClose: done => {
      hub.close();
      done();
    },
  });
  await addSecurity(app, options.hostNames ?? []);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'sipscope', description: 'Captures, calls, messages.', version } },
  });
  await app.register(
    async api => {
      api.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
      const startLive = live && ((body: StartLive) => live.start(body));
      await api.register(captureRoutes, { captures, uploads, uploadLimit, startLive });
      await api.register(capturePartRoutes, { captures });
      if (live !== undefined) await api.register(liveCaptureRoutes, { captures, live });
      await api.register(callExportRoutes, { captures });
      await api.register(aliasRoutes, { captures });
      await api.register(ladderExportRoutes, { captures });
      await api.register(callRoutes, { captures });
      await api.register(facetRoutes, { captures });
      await api.register(audioRoutes, { captures });
      await api.register(callGroupRoutes, { captures });
      await api.register(findingRoutes, { captures });
      await api.register(messageRoutes, { captures });
      await api.register(streamRoutes, { captures });
      await api.register(hostRoutes, { captures });
      await api.register(kpiRoutes, { captures });
      await api.register(identityRoutes, { captures });
      await api.register(listRoutes, { captures });
      await api.register(registrationRoutes, { captures });
      await api.register(subscriptionRoutes, { captures });
      await api.register(healthRoutes, { captures, hub, version });
      await api.register(liveRoutes, { hub });
    },
    { prefix: '/api' },
  );
  await app.register(metricsRoutes, { captures, hub, version });
  await addPage(app, options.uiRoot);
  app.addHook('onClose', async () => {
    await captures.closeAll();
    await uploads.removeAll();
  });
  return app;
}
