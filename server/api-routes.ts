// All routes of the API below `/api`, and `/metrics`. Takes an app and what the routes ask.

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Captures } from './captures.ts';
import type { Hub } from './hub.ts';
import type { LiveControl } from './live-control.ts';
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
import type { UploadFolder } from './uploads.ts';
import type { StartLive } from './wire/protocol.ts';

export interface ApiParts {
  readonly captures: Captures;
  /** Starts and stops live captures; undefined: nothing can be recorded here. */
  readonly live: LiveControl | undefined;
  readonly hub: Hub;
  readonly uploads: UploadFolder;
  /** Largest upload, in bytes. */
  readonly uploadLimit: number;
  readonly version: string;
}

export async function addApi(app: FastifyInstance, parts: ApiParts): Promise<void> {
  const { captures, live, hub, uploads, uploadLimit, version } = parts;
  const startLive = live && ((body: StartLive) => live.start(body));
  await app.register(
    async api => {
      await api.register(captureRoutes, { captures, uploads, uploadLimit, startLive });
      await api.register(capturePartRoutes, { captures });
      // The others read no bodies of their own kind: contexts of their own, which they do not need, would be a twentieth of a start.
      const shared = api.withTypeProvider<TypeBoxTypeProvider>();
      if (live !== undefined) await liveCaptureRoutes(shared, { captures, live });
      await callExportRoutes(shared, { captures });
      await aliasRoutes(shared, { captures });
      await ladderExportRoutes(shared, { captures });
      await callRoutes(shared, { captures });
      await facetRoutes(shared, { captures });
      await audioRoutes(shared, { captures });
      await callGroupRoutes(shared, { captures });
      await findingRoutes(shared, { captures });
      await messageRoutes(shared, { captures });
      await streamRoutes(shared, { captures });
      await hostRoutes(shared, { captures });
      await kpiRoutes(shared, { captures });
      await identityRoutes(shared, { captures });
      await listRoutes(shared, { captures });
      await registrationRoutes(shared, { captures });
      await subscriptionRoutes(shared, { captures });
      await healthRoutes(shared, { captures, hub, version });
      await liveRoutes(shared, { hub });
    },
    { prefix: '/api' },
  );
  await app.register(metricsRoutes, { captures, hub, version });
}
