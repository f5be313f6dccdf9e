// The server put together: plugins, routes, page. Takes the captures and gives a Fastify app that does not listen yet;
// closing the app closes the captures and removes what was uploaded.

import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { describeApi } from './api-description.ts';
import { addApi } from './api-routes.ts';
import type { Captures } from './captures.ts';
import { Hub } from './hub.ts';
import type { LiveControl } from './live-control.ts';
import { addErrors, sendError } from './plugins/errors.ts';
import { addPage } from './plugins/page.ts';
import { addSecurity } from './plugins/security.ts';
import { NO_OWN_COMPILERS, setCompilers } from './schema-compilers.ts';
import { UploadFolder } from './uploads.ts';
import { LIMITS } from './wire/limits.ts';

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
    schemaController: NO_OWN_COMPILERS,
  });
  setCompilers(app);

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
  const addRoutes = (to: FastifyInstance): Promise<void> =>
    addApi(to, { captures, live, hub, uploads, uploadLimit, version });
  await addRoutes(app);
  let description: ReturnType<typeof describeApi> | undefined;
  app.get('/api/openapi.json', () => {
    description ??= describeApi(version, addRoutes);
    return description;
  });
  await addPage(app, options.uiRoot);
  app.addHook('onClose', async () => {
    await captures.closeAll();
    await uploads.removeAll();
  });
  return app;
}
