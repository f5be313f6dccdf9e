// Kinds of handshakes and keys, made by real peers: resumption, renegotiation, retry, key updates, early data, RSA keys.

import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { TlsBudget } from '../../../collector/tls/budget.ts';
import { TlsContext } from '../../../collector/tls/context.ts';
import { HandshakeReader } from '../../../collector/tls/handshake-reader.ts';
import { TlsKeys } from '../../../collector/tls/keys.ts';
import { RecordReader } from '../../../collector/tls/record-reader.ts';
import { RsaKey } from '../../../collector/tls/rsa-key.ts';
import { OpensslServer, type Output } from '../../support/openssl-peers.ts';
import { type Chunk, hasOpenssl, identity, Player, record, recut } from '../../support/tls-recording.ts';

const servers: OpensslServer[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

function serve(...args: readonly string[]): OpensslServer {
  const server = new OpensslServer(...args);
  servers.push(server);
  return server;
}

/** A line to a server that sends it back reversed. */
async function say(client: Output, line: string): Promise<void> {
  client.write(`${line}\n`);
  await client.until(new RegExp([...line].reverse().join('')));
}

function messageBody(chunks: readonly Chunk[], direction: 0 | 1, type: number): Buffer {
  let found: Buffer | undefined;
  const budget = new TlsBudget();
  const messages = new HandshakeReader(
    {
      onHandshakeBytes: () => {},
      onHandshakeMessage: (seen, body) => {
        if (seen === type) found ??= Buffer.from(body);
      },
    },
    budget,
  );
  const records = new RecordReader(
    {
      onRecord: ({ type, bytes, start, end }) => {
        if (type === 22) messages.push(bytes, start, end);
      },
      onMissingRecords: () => {},
    },
    budget,
  );
  for (const chunk of chunks) if (chunk.direction === direction) records.push(chunk.bytes, 0, chunk.bytes.length);
  if (found === undefined) throw new Error(`no handshake message ${type}`);
  return found;
}

describe.skipIf(!hasOpenssl)('handshakes', () => {
  test('TLS 1.3: keys are updated by either side, any number of times', async () => {
    const server = serve('-tls1_3', '-rev');
    const { chunks, keyLog } = await server.talk([], async client => {
      await say(client, 'first line');
      client.write('K\n');
      await client.until(/KEYUPDATE/);
      await say(client, 'second line');
      client.write('k\n');
      await client.until(/KEYUPDATE/);
      client.write('K\n');
      await client.until(/KEYUPDATE/);
      await say(client, 'third line');
    });
    const { listener, connection } = new Player(keyLog).play(chunks).finish();
    expect(listener.plaintext).toEqual([
      'first line\nsecond line\nthird line\n',
      'enil tsrif\nenil dnoces\nenil driht\n',
    ]);
    expect(connection.state).toBe('decrypting');
  });

  test('TLS 1.3: early data are passed over, and what comes behind them opens', async () => {
    const server = serve('-tls1_3', '-early_data');
    await server.talk(['-sess_out', server.path('session')], async (client, far) => {
      client.write('hello\n');
      await far.until(/hello/);
      far.write('a ticket came before this\n');
      await client.until(/a ticket came before this/);
    });
    writeFileSync(server.path('early'), 'early bird\n');
    const args = ['-sess_in', server.path('session'), '-early_data', server.path('early')];
    const { chunks, keyLog } = await server.talk(args, async (client, far) => {
      client.write('after the handshake\n');
      await far.until(/after the handshake/);
      far.write('an answer\n');
      await client.until(/an answer/);
    });
    for (const log of [keyLog, keyLog.replace(/^CLIENT_HANDSHAKE.*\n/m, '')]) {
      const { listener, context, connection } = new Player(log).play(chunks).finish();
      expect(listener.plaintext).toEqual(['after the handshake\n', 'an answer\n']);
      expect(context.statistics.passedRecords).toBeGreaterThan(0);
      expect(context.statistics.unopenedRecords).toBe(0);
      expect(connection.state).toBe('decrypting');
    }
  });

  test('TLS 1.3: a HelloRetryRequest, and a resumed session', async () => {
    const first = await record({ version: 'TLSv1.3', serverCurve: 'P-521', client: { ecdhCurve: 'X25519:P-521' } });
    expect(new Player(first.keyLog).play(first.chunks).listener.plaintext).toEqual(first.sent);
    const again = await record({
      version: 'TLSv1.3',
      ...(first.session === undefined ? {} : { session: first.session }),
    });
    expect(again.isResumed).toBe(true);
    expect(new Player(again.keyLog).play(again.chunks).listener.plaintext).toEqual(again.sent);
  });

  test('TLS 1.3: without the secrets of the handshake, the application data open', async () => {
    const { chunks, keyLog, sent } = await record({
      version: 'TLSv1.3',
      client: { cert: identity('ec').cert, key: identity('ec').key },
    });
    const log = keyLog.replace(/^\w+_HANDSHAKE_.*\n/gm, '');
    const { listener, context } = new Player(log).play(chunks).finish();
    expect(listener.plaintext).toEqual(sent);
    expect(context.statistics.unopenedRecords).toBe(0);
  });

  test('TLS 1.2: a renegotiation changes the keys', async () => {
    const talk = ['one\r\n', 'two\r\n', 'three\r\n', 'four\r\n'];
    const { chunks, keyLog, sent } = await record({ version: 'TLSv1.2', talk, renegotiateBefore: 2 });
    expect(keyLog.match(/^CLIENT_RANDOM/gm)).toHaveLength(2);
    const { listener } = new Player(keyLog).play(recut(chunks, 100)).finish();
    expect(listener.plaintext).toEqual(sent);
    // The second key comes late: what is between waits.
    const late = new Player(keyLog.split('\n')[0]).play(chunks);
    expect(late.connection.state).toBe('waitingForKey');
    expect(late.listener.plaintext).toEqual(['one\r\n', 'two\r\n']);
    late.context.keys.addKeyLog(Buffer.from(`\n${keyLog.split('\n')[1]}`));
    expect(late.listener.plaintext).toEqual(sent);
  });

  test.each([
    ['TLS 1.2 by ticket', ['-tls1_2'], 'AES128-GCM-SHA256'],
    ['TLS 1.2 by session id', ['-tls1_2', '-no_ticket'], 'AES128-SHA256'],
    ['TLS 1.0 by session id', ['-tls1', '-no_ticket'], 'AES256-SHA'],
    ['TLS 1.1 by ticket', ['-tls1_1'], 'AES128-SHA'],
  ])('%s: the RSA key of the server opens a connection and one that resumes it', async (_name, versionArgs, cipher) => {
    const ciphers = ['-cipher', `${cipher}:@SECLEVEL=0`];
    const server = serve('-rev', ...versionArgs, ...ciphers);
    const first = await server.talk(
      [...versionArgs.slice(0, 1), ...ciphers, '-sess_out', server.path('session')],
      client => say(client, 'a new session'),
    );
    const again = await server.talk(
      [...versionArgs.slice(0, 1), ...ciphers, '-sess_in', server.path('session')],
      client => say(client, 'the same again'),
    );
    expect(() => messageBody(again.chunks, 0, 16)).toThrow('no handshake message 16');
    const keys = new TlsKeys();
    keys.addRsaKey(server.identity.key);
    const context = new TlsContext(keys);
    expect(new Player(context).play(first.chunks).listener.plaintext).toEqual(['a new session\n', 'noisses wen a\n']);
    expect(new Player(context).play(again.chunks).listener.plaintext).toEqual(['the same again\n', 'niaga emas eht\n']);
    expect(context.statistics.report()).toEqual({ connections: 2, decrypted: 2, withoutKey: 0, failed: 0 });
    // The log of the second names its secret too.
    expect(new Player(again.keyLog).play(again.chunks).listener.plaintext[0]).toBe('the same again\n');
    if (!versionArgs.includes('-no_ticket')) return;
    // A log of another kind: master secret by session id.
    const hello = messageBody(again.chunks, 1, 2);
    const master = /^CLIENT_RANDOM \w+ (\w+)/m.exec(again.keyLog)?.[1];
    const log = `RSA Session-ID:${hello.toString('hex', 35, 35 + hello[34])} Master-Key:${master}\n`;
    expect(new Player(log).play(first.chunks).listener.plaintext[0]).toBe('a new session\n');
    expect(new Player(log).play(again.chunks).listener.plaintext[0]).toBe('the same again\n');
  });

  test('TLS 1.2: logs of premaster secrets open RSA key exchange', async () => {
    const { chunks, sent } = await record({ version: 'TLSv1.2', ciphers: 'AES256-GCM-SHA384:@SECLEVEL=0' });
    const random = messageBody(chunks, 0, 1).toString('hex', 2, 34);
    const encrypted = messageBody(chunks, 0, 16).subarray(2);
    const premaster = new RsaKey(identity('rsa').key).decryptPremaster(encrypted)?.toString('hex');
    for (const log of [
      `RSA ${encrypted.toString('hex', 0, 8)} ${premaster}`,
      `PMS_CLIENT_RANDOM ${random} ${premaster}`,
    ]) {
      expect(new Player(log).play(chunks).listener.plaintext).toEqual(sent);
      const late = new Player().play(chunks);
      late.context.keys.addKeyLog(Buffer.from(log));
      expect(late.listener.plaintext).toEqual(sent);
    }
  });

  test('an RSA key does not open an exchange of Diffie-Hellman, which goes on waiting', async () => {
    const { chunks } = await record({ version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' });
    const keys = new TlsKeys();
    keys.addRsaKey(identity('rsa').key);
    const { connection, listener, reasons } = new Player(new TlsContext(keys)).play(chunks);
    expect(connection.state).toBe('waitingForKey');
    expect(listener.plaintext).toEqual(['', '']);
    expect(reasons.at(-1)).toBe(Reason.TlsWithoutKey);
    connection.finish();
    expect(connection.state).toBe('waitingForKey');
  });
});
