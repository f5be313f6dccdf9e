// Keeps other web pages out. Takes the app and the names it may be called by; refuses foreign Host headers (DNS rebinding) and
// foreign Origins (cross-site requests), and sets the headers by which the page loads nothing but its own files.

import { isIP } from 'node:net';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../errors.ts';

/** Methods that only read: their answers stay with the origin that asked, the browser sees to that. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `names` are host names, beside localhost and plain addresses, under which the server may be asked. */
export async function addSecurity(app: FastifyInstance, names: readonly string[]): Promise<void> {
  const known = new Set(['localhost', ...names.map(name => name.toLowerCase())]);
  app.addHook('onRequest', async request => {
    refuseForeignHost(request, known);
    if (request.ws || !READING.has(request.method)) refuseForeignOrigin(request);
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The elements' styles are constructed style sheets, which need no 'unsafe-inline'.
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // The server speaks plain HTTP; a rule that demands TLS would lock the user out of this host's other ports too.
    strictTransportSecurity: false,
    // For browsers that do not know frame-ancestors.
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/**
 * A page of evil.example whose name suddenly resolves to 127.0.0.1 sends `Host: evil.example`. An address in Host cannot be
 * rebound, so addresses are always good.
 */
function refuseForeignHost(request: FastifyRequest, known: ReadonlySet<string>): void {
  const name = hostName(request.headers.host ?? '');
  if (known.has(name) || isIP(name) !== 0) return;
  throw new ApiError(
    421,
    'SIPA_FOREIGN_HOST',
    `This server does not answer to the name "${name}".`,
    'Use the address that sipscope printed, or start it with --host and this name.',
  );
}

/** Programs send no Origin. A browser always does with a socket and with what changes things. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (origin === undefined || originHost(origin) === host?.toLowerCase()) return;
  throw new ApiError(403, 'SIPA_FOREIGN_ORIGIN', `Pages of ${origin} may not use this server.`, 'Use its own page.');
}

/** `name` of `name:port`, `::1` of `[::1]:port`, in lower case. */
function hostName(host: string): string {
  const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(host);
  return (bracketed?.[1] ?? host.replace(/:\d*$/, '')).toLowerCase();
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
