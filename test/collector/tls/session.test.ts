import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { HandshakeType } from '../../../collector/tls/handshake-reader.ts';
import { readClientHello, readServerHello, sessionIdName, ticketName } from '../../../collector/tls/hello.ts';
import { extendedMasterSecret, masterSecret } from '../../../collector/tls/key-schedule.ts';
import { TlsKeys } from '../../../collector/tls/keys.ts';
import { TlsSession } from '../../../collector/tls/session.ts';
import {
  CLIENT_RANDOM,
  clientHello,
  extension,
  type HelloFields,
  handshake,
  SERVER_RANDOM,
  serverHello,
  TLS13,
  vector16,
} from '../../support/tls-builder.ts';

const ID = Buffer.from('session');
const PREMASTER = Buffer.alloc(48, 0xaa);
const ENCRYPTED = Buffer.from('encrypted premaster');
const RSA_LINE = `RSA ${ENCRYPTED.toString('hex', 0, 8)} ${PREMASTER.toString('hex')}\n`;
const MASTER = Buffer.alloc(48, 0x3a);

/** A handshake up to the messages given; gives its bytes too. */
function agree(client: HelloFields, server: HelloFields, withKeyExchange = false) {
  const session = new TlsSession();
  const bytes: Buffer[] = [];
  const hear = (type: number, body: Buffer): Buffer => {
    const message = handshake(type, body);
    // Cut, as records may cut it.
    for (const [from, to] of [
      [0, 4],
      [4, 5],
      [5, message.length],
    ] as const)
      session.takeHandshakeBytes(type, message, from, Math.max(from, to));
    if (type !== HandshakeType.HelloRequest) bytes.push(message);
    return body;
  };
  hear(HandshakeType.HelloRequest, Buffer.alloc(1));
  const clientRead = readClientHello(hear(HandshakeType.ClientHello, clientHello(client)));
  if (clientRead !== undefined) session.takeClientHello(clientRead);
  const serverRead = readServerHello(hear(HandshakeType.ServerHello, serverHello(server)));
  if (serverRead !== undefined) session.takeServerHello(serverRead);
  hear(11, Buffer.alloc(100));
  if (withKeyExchange) session.takeClientKeyExchange(hear(HandshakeType.ClientKeyExchange, vector16(ENCRYPTED)));
  return { session, transcript: Buffer.concat(bytes) };
}

function keysOf(text: string): TlsKeys {
  const keys = new TlsKeys();
  keys.addKeyLog(Buffer.from(text));
  return keys;
}

const byRandom = (label: string, secret: Buffer): string =>
  `${label} ${CLIENT_RANDOM.toString('hex')} ${secret.toString('hex')}\n`;

test('the master secret is found by client random, by session id, and once found is kept', () => {
  const { session } = agree({}, { sessionId: ID });
  expect(session.findMaster(new TlsKeys())).toBeUndefined();
  const keys = keysOf(byRandom('CLIENT_RANDOM', MASTER));
  expect(session.findMaster(keys)).toEqual(MASTER);
  expect(session.findMaster(new TlsKeys())).toEqual(MASTER);
  expect(keys.session(sessionIdName(ID))).toEqual(MASTER);
  const log = keysOf(`RSA Session-ID:${ID.toString('hex')} Master-Key:${MASTER.toString('hex')}\n`);
  expect(agree({}, { sessionId: ID }).session.findMaster(log)).toEqual(MASTER);
});

test('a resumed session has the master secret of the first, by id or by ticket', () => {
  const keys = new TlsKeys();
  keys.rememberSession(sessionIdName(ID), MASTER);
  keys.rememberSession(ticketName(Buffer.from('ticket')), MASTER);
  expect(agree({ sessionId: ID }, { sessionId: ID }).session.findMaster(keys)).toEqual(MASTER);
  expect(agree({}, { sessionId: ID }).session.findMaster(keys)).toBeUndefined();
  const offer = { extensions: [extension(35, Buffer.from('ticket'))] };
  expect(agree(offer, {}).session.findMaster(keys)).toEqual(MASTER);
  // The server took the offer not, and a new key was exchanged.
  expect(agree(offer, {}, true).session.findMaster(keys)).toBeUndefined();
});

test.each([
  [0x0301, 'md5-sha1', ['md5', 'sha1'], 0x002f],
  [0x0302, 'md5-sha1', ['md5', 'sha1'], 0x0035],
  [0x0303, 'sha256', ['sha256'], 0x003c],
  [0x0303, 'sha384', ['sha384'], 0x009d],
] as const)(
  'version %i with %s: the premaster secret gives the master secret, plain and extended',
  (version, prf, hashes, suite) => {
    const plain = agree({ version }, { version, suite }, true);
    expect(plain.session.findMaster(keysOf(RSA_LINE))).toEqual(
      masterSecret(prf, PREMASTER, CLIENT_RANDOM, SERVER_RANDOM),
    );
    const extended = agree({ version }, { version, suite, extensions: [extension(23)] }, true);
    const sessionHash = Buffer.concat(hashes.map(name => createHash(name).update(extended.transcript).digest()));
    expect(extended.session.findMaster(keysOf(byRandom('PMS_CLIENT_RANDOM', PREMASTER)))).toEqual(
      extendedMasterSecret(prf, PREMASTER, sessionHash),
    );
  },
);

test('without the whole handshake an extended master secret cannot be known', () => {
  const session = new TlsSession();
  const message = handshake(HandshakeType.ServerHello, serverHello({ extensions: [extension(23)] }));
  session.takeHandshakeBytes(HandshakeType.ServerHello, message, 0, message.length);
  const [client, server] = [readClientHello(clientHello()), readServerHello(message.subarray(4))];
  if (client !== undefined) session.takeClientHello(client);
  if (server !== undefined) session.takeServerHello(server);
  session.takeClientKeyExchange(vector16(ENCRYPTED));
  expect(session.findMaster(keysOf(RSA_LINE))).toBeUndefined();
  // The log that names the master secret itself needs none of it.
  expect(session.findMaster(keysOf(byRandom('CLIENT_RANDOM', MASTER)))).toEqual(MASTER);
});

test('an encrypted premaster secret counts only where RSA is the key exchange', () => {
  expect(agree({}, { suite: 0xc02f }, true).session.findMaster(keysOf(RSA_LINE))).toBeUndefined();
});

test('TLS 1.3: secrets of a direction, with or without those of the handshake', () => {
  const { session } = agree({}, { suite: 0x1301, extensions: [TLS13] });
  const [own, other, handshakeSecret] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
  const client = byRandom('CLIENT_TRAFFIC_SECRET_0', own);
  const server = byRandom('SERVER_TRAFFIC_SECRET_0', other);
  const clientHandshake = byRandom('CLIENT_HANDSHAKE_TRAFFIC_SECRET', handshakeSecret);
  expect(session.findTrafficSecrets(keysOf(client), true)).toBeUndefined();
  expect(session.findTrafficSecrets(keysOf(clientHandshake), true)).toBeUndefined();
  expect(session.findTrafficSecrets(keysOf(client + clientHandshake), true)).toEqual({
    handshake: handshakeSecret,
    application: own,
  });
  expect(session.findTrafficSecrets(keysOf(client + server), false)).toEqual({
    handshake: undefined,
    application: other,
  });
  // Of another hash than the suite's, or not yet written to its end.
  const long = byRandom('CLIENT_TRAFFIC_SECRET_0', Buffer.alloc(48, 1));
  expect(session.findTrafficSecrets(keysOf(long + clientHandshake), true)).toBeUndefined();
});

test('what no key opens is told', () => {
  expect(agree({}, {}).session.obstacle).toBeUndefined();
  expect(agree({}, { version: 0x0300 }).session.obstacle).toBe('SSL 3.0 is not supported');
  expect(agree({}, { suite: 0x0005 }).session.obstacle).toBe('the cipher TLS_RSA_WITH_RC4_128_SHA is not supported');
  expect(agree({}, { suite: 0x002f, extensions: [TLS13] }).session.obstacle).toContain('is not supported');
  expect(agree({}, { compression: 1 }).session.obstacle).toBe('compressed records are not supported');
});
