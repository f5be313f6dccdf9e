import { expect, test } from 'vitest';
import { HandshakeType } from '../../../collector/tls/handshake-reader.ts';
import { ticketName } from '../../../collector/tls/hello.ts';
import { TlsKeys } from '../../../collector/tls/keys.ts';
import { Negotiation } from '../../../collector/tls/negotiation.ts';
import { clientHello, handshake, serverHello, TLS13 } from '../../support/tls-builder.ts';

function setUp() {
  const keys = new TlsKeys();
  const negotiation = new Negotiation(keys);
  const take = (direction: 0 | 1, type: number, body: Buffer) => {
    const bytes = handshake(type, body);
    negotiation.takeBytes(type, bytes, 0, bytes.length);
    return negotiation.takeMessage(direction, type, body);
  };
  return { keys, negotiation, take };
}

test('who says ClientHello is the client', () => {
  const { negotiation, take } = setUp();
  expect(take(1, HandshakeType.ClientHello, clientHello())).toBe('clientHello');
  expect(take(0, HandshakeType.ServerHello, serverHello())).toBe('serverHello');
  expect(negotiation.clientDirection).toBe(1);
});

test('who hears a ServerHello is the client', () => {
  const { negotiation, take } = setUp();
  take(1, HandshakeType.ServerHello, serverHello());
  expect(negotiation.clientDirection).toBe(0);
});

test('after a HelloRetryRequest the session is the same', () => {
  const { negotiation, take } = setUp();
  const random = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
  take(0, HandshakeType.ClientHello, clientHello());
  expect(take(1, HandshakeType.ServerHello, serverHello({ random, extensions: [TLS13] }))).toBe('none');
  const { session } = negotiation;
  take(0, HandshakeType.ClientHello, clientHello());
  expect(take(1, HandshakeType.ServerHello, serverHello({ extensions: [TLS13] }))).toBe('serverHello');
  expect(negotiation.session).toBe(session);
});

test('a ClientHello after an agreement begins a new session', () => {
  const { negotiation, take } = setUp();
  take(0, HandshakeType.ClientHello, clientHello());
  take(1, HandshakeType.ServerHello, serverHello());
  const { session } = negotiation;
  take(0, HandshakeType.ClientHello, clientHello({ random: Buffer.alloc(32, 9) }));
  expect(negotiation.session).not.toBe(session);
  expect(negotiation.session.server).toBeUndefined();
});

test('a second ServerHello changes nothing, a hello that cannot be read is told', () => {
  const { negotiation, take } = setUp();
  take(0, HandshakeType.ClientHello, clientHello());
  take(1, HandshakeType.ServerHello, serverHello());
  expect(take(1, HandshakeType.ServerHello, serverHello({ suite: 5 }))).toBe('none');
  expect(negotiation.session.suite.name).toBe('TLS_RSA_WITH_AES_128_CBC_SHA');
  expect(take(1, HandshakeType.ServerHello, Buffer.alloc(10))).toBe('malformed');
  expect(take(0, HandshakeType.ClientHello, Buffer.alloc(0))).toBe('malformed');
});

test('the end of keys of TLS 1.3 is told, other messages are not', () => {
  const { take } = setUp();
  expect(take(0, HandshakeType.Finished, Buffer.alloc(12))).toBe('finished');
  expect(take(0, HandshakeType.KeyUpdate, Buffer.alloc(0))).toBe('keyUpdate');
  expect(take(0, 11, Buffer.alloc(0))).toBe('none');
});

test('a ticket of TLS 1.2 names the session', () => {
  const { keys, negotiation, take } = setUp();
  take(0, HandshakeType.ClientHello, clientHello());
  take(1, HandshakeType.ServerHello, serverHello());
  negotiation.session.master = Buffer.from('master');
  take(1, HandshakeType.NewSessionTicket, Buffer.from('00000e1000037469636b', 'hex'));
  expect(keys.session(ticketName(Buffer.from('tic')))).toEqual(Buffer.from('master'));
});
