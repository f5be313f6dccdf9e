// HEP listeners of the recorder on loopback, for tests of both ends: what arrived, as text.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { HepTransport } from '../../collector/hep/hep-url.ts';
import { type HepListener, type HepListenerOptions, openHepListener } from '../../collector/record/hep-listener.ts';

export interface Arrived {
  readonly bytes: Buffer;
  readonly remote: string;
  readonly local: string;
}

export interface HepServerForTest {
  readonly listener: HepListener;
  readonly arrived: Arrived[];
  /** Resolves when so many frames are there; fails after 5 s. */
  until(count: number): Promise<void>;
}

let certificate: { readonly certificate: string; readonly privateKey: string } | undefined;

/** A certificate of its own for 127.0.0.1, made once; undefined where there is no openssl. */
export function testCertificate(): { readonly certificate: string; readonly privateKey: string } | undefined {
  if (certificate !== undefined) return certificate;
  if (!['/usr/bin/openssl', '/bin/openssl', '/usr/local/bin/openssl'].some(existsSync)) {
    if (process.env['CI'] === 'true') throw new Error('openssl is missing');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-hep-'));
  // Files of tests share a process, and with it the certificate.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const made = { certificate: join(folder, 'cert.pem'), privateKey: join(folder, 'key.pem') };
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=hep.test', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...request, ...names, '-keyout', made.privateKey, '-out', made.certificate], {
    stdio: 'ignore',
  });
  certificate = made;
  return made;
}

/** Listens on a free port of 127.0.0.1 (or `host`); closed when the test is over. */
export async function hepServer(
  transport: HepTransport,
  more: Partial<HepListenerOptions> & { readonly host?: string; readonly port?: number } = {},
): Promise<HepServerForTest> {
  const arrived: Arrived[] = [];
  const { host = '127.0.0.1', port = 0, ...options } = more;
  const listener = await openHepListener({
    url: { transport, host, port },
    onFrame: (bytes, remoteAddress, remotePort, localAddress, localPort) => {
      arrived.push({
        bytes: Buffer.from(bytes),
        remote: `${remoteAddress} ${remotePort}`,
        local: `${localAddress} ${localPort}`,
      });
    },
    ...(transport === 'tls' ? testCertificate() : {}),
    ...options,
  });
  onTestFinished(() => listener.close());
  return { listener, arrived, until: count => eventually(() => arrived.length >= count) };
}

/** Waits until it is so; fails after 5 s. */
export async function eventually(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500; turn++) {
    if (isSo()) return;
    await wait(10);
  }
  throw new Error('it did not come to pass within 5 s');
}

/** The PEM text of the test certificate: what a client must trust. */
export function testAuthority(): string {
  const made = testCertificate();
  return made === undefined ? '' : readFileSync(made.certificate, 'utf8');
}
