// All routes of the API below `/api`, and `/metrics`. Takes an app and what the routes ask.

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
}
