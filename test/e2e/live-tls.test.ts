// A call over TLS, watched while it happens: two peers of Node's TLS (OpenSSL), a key log that one of them writes, the built program.

import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canRecord, freePort, LiveProgram, until } from '../support/live-program.ts';
import { messageBytes } from '../support/sip-message.ts';
import { identity } from '../support/tls-recording.ts';

let live: LiveProgram;
let server: Server | undefined;
let phone: TLSSocket | undefined;

beforeEach(() => {
  live = new LiveProgram();
});

afterEach(async () => {
  phone?.destroy();
  server?.close();
  await live.end();
});

const dialog = { Via: 'SIP/2.0/TLS 127.0.0.1;branch=z9hG4bK-call', 'Call-ID': 'secret-call' };
const request = (method: string, cseq: number, toTag = ''): Buffer =>
  messageBytes({
    startLine: `${method} sip:ward@127.0.0.1;transport=tls SIP/2.0`,
    headers: {
      ...dialog,
      Via: `SIP/2.0/TLS 127.0.0.1;branch=z9hG4bK-${method}`,
      To: `<sip:ward@clinic.example>${toTag}`,
      CSeq: `${cseq} ${method}`,
    },
  });
const response = (start: string, method: string, cseq: number): Buffer =>
  messageBytes({
    startLine: `SIP/2.0 ${start}`,
    headers: {
      ...dialog,
      Via: `SIP/2.0/TLS 127.0.0.1;branch=z9hG4bK-${method}`,
      To: '<sip:ward@clinic.example>;tag=w1',
      CSeq: `${cseq} ${method}`,
    },
  });

async function listen(version: 'TLSv1.2' | 'TLSv1.3', port: number): Promise<TLSSocket> {
  const { key, cert } = identity('rsa');
  const versions = { minVersion: version, maxVersion: version };
  return new Promise((resolve, reject) => {
    server = createServer({ key, cert, ...versions }, resolve).listen(port, '127.0.0.1', () => {
      phone = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...versions });
      phone.on('error', reject);
      // The log is written by the phone, and later than the packets are sent.
      phone.on('keylog', line => void setTimeout(400).then(() => appendFileSync(join(live.folder, 'keys.log'), line)));
    });
  });
}

describe.skipIf(!canRecord).each(['TLSv1.2', 'TLSv1.3'] as const)('%s', version => {
  test('a call shows while it goes on, by a key log that is written meanwhile', async () => {
    const port = await freePort();
    const keys = join(live.folder, 'keys.log');
    writeFileSync(keys, '');
    const { address } = await live.start([
      'live',
      '-i',
      'lo',
      '-f',
      `tcp port ${port}`,
      '--spool',
      live.spool,
      '--keylog',
      keys,
    ]);
    const call = async (): Promise<Record<string, unknown> | undefined> =>
      (await (await fetch(`${address}api/calls`)).json()).items[0];

    const ward = await listen(version, port);
    phone?.write(request('INVITE', 1));
    await new Promise(resolve => ward.once('data', resolve));
    ward.write(response('180 Ringing', 'INVITE', 1));
    await until('it rings', async () => (await call())?.['state'] === 'ringing');
    expect(await call()).toMatchObject({ callId: 'secret-call', transport: 'TLS', state: 'ringing' });

    ward.write(response('200 OK', 'INVITE', 1));
    await until('it is answered', async () => (await call())?.['state'] === 'answered');
    phone?.write(request('ACK', 1, ';tag=w1'));
    await until('it is established', async () => (await call())?.['state'] === 'established');
    phone?.write(request('BYE', 2, ';tag=w1'));
    await until('it has ended', async () => (await call())?.['state'] === 'ended');

    const health = await (await fetch(`${address}api/health/capture`)).json();
    expect(health.tls).toMatchObject({ connections: 1, decrypted: 1, withoutKey: 0, failed: 0 });
    expect(health.notDecoded.map((one: { reason: string }) => one.reason)).not.toContain('TLS without key');
  }, 30_000);
});
