import { expect, test } from 'vitest';
import {
  readClientHello,
  readEncryptedPremaster,
  readServerHello,
  readTicketName,
  sessionIdName,
  ticketName,
} from '../../../collector/tls/hello.ts';
import { CLIENT_RANDOM, clientHello, extension, SERVER_RANDOM, serverHello, TLS13 } from '../../support/tls-builder.ts';

const ID = Buffer.from('session');
const NOTHING = Buffer.alloc(0);

test('a ClientHello says its random, session id, ticket, and whether early data come', () => {
  expect(readClientHello(clientHello())).toEqual({
    random: CLIENT_RANDOM,
    sessionId: NOTHING,
    ticket: '',
    offersEarlyData: false,
  });
  const extensions = [extension(0, Buffer.from('sni')), extension(35, Buffer.from('ticket')), extension(42)];
  expect(readClientHello(clientHello({ sessionId: ID, extensions }))).toMatchObject({
    sessionId: ID,
    ticket: ticketName(Buffer.from('ticket')),
    offersEarlyData: true,
  });
  expect(readClientHello(clientHello({ extensions: [extension(35)] }))?.ticket).toBe('');
});

test('a ServerHello says what was agreed on', () => {
  const extensions = [extension(22), extension(23)];
  expect(
    readServerHello(serverHello({ version: 0x0302, sessionId: ID, suite: 0xc02f, compression: 1, extensions })),
  ).toEqual({
    version: 0x0302,
    random: SERVER_RANDOM,
    sessionId: ID,
    suite: 0xc02f,
    compression: 1,
    hasExtendedMaster: true,
    hasEncryptThenMac: true,
    isRetry: false,
  });
  expect(readServerHello(serverHello({ extensions: [TLS13] }))?.version).toBe(0x0304);
});

test('a HelloRetryRequest is a ServerHello with a random of its own', () => {
  const random = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
  expect(readServerHello(serverHello({ random, extensions: [TLS13] }))?.isRetry).toBe(true);
});

test('hellos that are cut anywhere are refused or read, never more', () => {
  const extensions = [extension(35, Buffer.from('ticket')), TLS13];
  for (const [whole, read] of [
    [clientHello({ sessionId: ID, extensions }), readClientHello],
    [serverHello({ sessionId: ID, extensions }), readServerHello],
  ] as const)
    for (let length = 0; length <= whole.length; length++) {
      const hello = read(whole.subarray(0, length));
      if (hello !== undefined) expect(hello.random).toHaveLength(32);
      if (length < 44) expect(hello).toBeUndefined();
    }
  const longId = clientHello();
  longId[34] = 33;
  expect(readClientHello(longId)).toBeUndefined();
});

test('extensions before a malformed one count', () => {
  const lying = Buffer.from('002bffff0304', 'hex');
  expect(readServerHello(serverHello({ extensions: [extension(23), lying] }))).toMatchObject({
    version: 0x0303,
    hasExtendedMaster: true,
  });
});

test('an encrypted premaster secret has its length before it, but for SSL 3.0', () => {
  expect(readEncryptedPremaster(Buffer.from('0003616263', 'hex'), 0x0303)?.toString()).toBe('abc');
  expect(readEncryptedPremaster(Buffer.from('0004616263', 'hex'), 0x0303)).toBeUndefined();
  expect(readEncryptedPremaster(NOTHING, 0x0303)).toBeUndefined();
  expect(readEncryptedPremaster(Buffer.from('abc'), 0x0300)?.toString()).toBe('abc');
});

test('a ticket is named by its hash', () => {
  expect(readTicketName(Buffer.from('00000e1000037469636b', 'hex'))).toBe(ticketName(Buffer.from('tic')));
  expect(readTicketName(Buffer.from('00000e100000', 'hex'))).toBeUndefined();
  expect(readTicketName(Buffer.from('00000e100009', 'hex'))).toBeUndefined();
  expect(readTicketName(NOTHING)).toBeUndefined();
  expect(sessionIdName(ID)).not.toBe(ticketName(ID));
});
