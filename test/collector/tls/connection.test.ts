// What a connection tells its caller: states, reasons, late keys, bounds. The bytes are those of real connections.

import { beforeAll, describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Datagram, Transport } from '../../../collector/model/packet.ts';
import { TlsBudget } from '../../../collector/tls/budget.ts';
import { TlsConnection, type TlsSink } from '../../../collector/tls/connection.ts';
import { TlsContext } from '../../../collector/tls/context.ts';
import { TlsKeys } from '../../../collector/tls/keys.ts';
import { clientHello, handshake, serverHello, wireRecord } from '../../support/tls-builder.ts';
import { hasOpenssl, joined, keysOf, Player, type Recorded, record, recut } from '../../support/tls-recording.ts';

const TALK = ['INVITE\r\n', `SIP/2.0 200 ${'x'.repeat(3000)}\r\n`, 'ACK\r\n', 'BYE\r\n'];
const hello = wireRecord(22, handshake(1, clientHello()));
const data = wireRecord(23, Buffer.alloc(100, 0x77));

describe.skipIf(!hasOpenssl)('of real peers', () => {
  let tls12: Recorded;
  let tls13: Recorded;
  let cbc10: Recorded;
  beforeAll(async () => {
    tls12 = await record({ version: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', talk: TALK });
    tls13 = await record({ version: 'TLSv1.3', talk: TALK });
    cbc10 = await record({ version: 'TLSv1', ciphers: 'AES128-SHA:@SECLEVEL=0', talk: TALK });
  });

  test('the handshake is handshake, what carries text is not', () => {
    const player = new Player(tls12.keyLog).play(tls12.chunks);
    const readable = player.reasons.flatMap((reason, i) => (reason === undefined ? [i + 1] : []));
    expect(readable).toEqual(player.listener.frames);
    expect(player.reasons.filter(reason => reason !== undefined && reason !== Reason.TlsHandshake)).toEqual([]);
    expect(player.reasons[0]).toBe(Reason.TlsHandshake);
    expect(player.connection).toMatchObject({ state: 'decrypting', version: 'TLS 1.2' });
  });

  test('plaintext carries the origin of the frame that completed its record', () => {
    const pieces = recut(tls12.chunks, 500);
    const origins: object[] = [];
    const sink: TlsSink = {
      onPlaintext: (_direction, d) => {
        const { timeMicros, segment, frameNumber, point, fingerprint, offset, transport } = d;
        origins.push({ timeMicros, segment, frameNumber, point, fingerprint, offset, transport });
      },
      onPlaintextGap: () => {},
      onRecovered: () => {},
    };
    for (const isLate of [false, true]) {
      origins.length = 0;
      const context = new TlsContext(keysOf(isLate ? '' : tls12.keyLog));
      const connection = new TlsConnection(context, sink);
      const d = new Datagram();
      const last: number[] = [];
      for (const [i, { bytes, direction }] of pieces.entries()) {
        Object.assign(d, {
          bytes,
          start: 0,
          end: bytes.length,
          timeMicros: i * 10,
          segment: 3,
          frameNumber: i,
          point: 2,
        });
        d.fingerprint = i + 7;
        const before = origins.length;
        connection.push(direction, d);
        if (origins.length > before) last.push(i);
      }
      if (isLate) context.keys.addKeyLog(Buffer.from(tls12.keyLog));
      else expect(last).toHaveLength(TALK.length);
      expect(origins).toHaveLength(TALK.length);
      for (const origin of origins) {
        const { frameNumber } = origin as { frameNumber: number };
        expect(origin).toEqual({
          timeMicros: frameNumber * 10,
          segment: 3,
          frameNumber,
          point: 2,
          fingerprint: frameNumber + 7,
          offset: -1,
          transport: Transport.Tls,
        });
      }
    }
  });

  test('a key that comes late opens what waited, in order, and corrects what was counted', () => {
    for (const recording of [tls12, tls13, cbc10])
      for (const chunks of [
        recording.chunks,
        recut(recording.chunks, 700),
        recut(recording.chunks, 20),
        joined(recording.chunks),
      ]) {
        const early = new Player(recording.keyLog).play(chunks);
        const late = new Player().play(chunks);
        expect(late.connection.state).toBe('waitingForKey');
        expect(late.listener.plaintext).toEqual(['', '']);
        const withoutKey = late.reasons.flatMap((reason, i) => (reason === Reason.TlsWithoutKey ? [i] : []));
        expect(withoutKey.length).toBeGreaterThan(0);
        late.context.keys.addKeyLog(Buffer.from(recording.keyLog));
        expect(late.listener.plaintext).toEqual(recording.sent);
        expect(late.connection.state).toBe('decrypting');
        expect(late.listener.recovered).toBe(withoutKey.length);
        const handshakes = withoutKey.filter(i => early.reasons[i] === Reason.TlsHandshake);
        // While a record is not whole, nobody knows whether it will be a ticket of TLS 1.3; afterwards one does.
        expect(late.listener.recoveredHandshake).toBeGreaterThanOrEqual(handshakes.length - 1);
        const readable = late.listener.recovered - late.listener.recoveredHandshake;
        expect(readable).toBeGreaterThanOrEqual(new Set(early.listener.frames).size);
        expect(readable).toBeLessThanOrEqual(early.reasons.filter(reason => reason === undefined).length);
        expect(late.listener.frames).toEqual(early.listener.frames);
        expect(late.context.budget.heldBytes).toBe(0);
      }
  });

  test('a key that comes in the middle, line by line and cut anywhere, opens everything', () => {
    for (const recording of [tls12, tls13])
      for (const at of [5, 8, recording.chunks.length - 2]) {
        const player = new Player();
        player.play(recording.chunks.slice(0, at));
        for (let i = 0; i < recording.keyLog.length; i += 37) {
          player.context.keys.addKeyLog(Buffer.from(recording.keyLog.slice(i, i + 37)));
        }
        player.play(recording.chunks.slice(at)).finish();
        expect(player.listener.plaintext).toEqual(recording.sent);
      }
  });

  test('a key that comes after the connection has ended still opens it', () => {
    const player = new Player().play(tls13.chunks).finish();
    expect(player.connection.state).toBe('waitingForKey');
    player.context.keys.addKeyLog(Buffer.from(tls13.keyLog));
    expect(player.listener.plaintext).toEqual(tls13.sent);
    expect(player.context.statistics.report()).toEqual({ connections: 1, decrypted: 1, withoutKey: 0, failed: 0 });
  });

  test('a wrong key is told, and nothing is shown', () => {
    const wrong = (log: string): string =>
      log.replaceAll(/(.)\n/g, (_, digit: string) => `${digit === '0' ? '1' : '0'}\n`);
    for (const recording of [tls12, tls13, cbc10]) {
      const { connection, listener, context, reasons } = new Player(wrong(recording.keyLog))
        .play(recording.chunks)
        .finish();
      expect(connection).toMatchObject({
        state: 'failed',
        explanation: 'the key of this connection does not open its records',
      });
      expect(listener.plaintext).toEqual(['', '']);
      expect(context.statistics.report()).toEqual({ connections: 1, decrypted: 0, withoutKey: 0, failed: 1 });
      expect(reasons.at(-1)).toBe(Reason.TlsNotDecrypted);
    }
  });

  test('the client is found whichever direction it has', () => {
    const turned = tls13.chunks.map(({ direction, bytes }) => ({
      direction: direction === 0 ? (1 as const) : (0 as const),
      bytes,
    }));
    expect(new Player(tls13.keyLog).play(turned).listener.plaintext).toEqual([...tls13.sent].reverse());
  });

  test('when one direction comes later than the other, both are read', () => {
    for (const recording of [tls12, tls13]) {
      const apart = [1, 0].flatMap(direction => recording.chunks.filter(chunk => chunk.direction === direction));
      expect(new Player(recording.keyLog).play(apart).finish().listener.plaintext).toEqual(recording.sent);
    }
  });

  test('a stream joined in the middle has no key, and says why', () => {
    for (const recording of [tls12, tls13]) {
      const { connection, reasons, context } = new Player(recording.keyLog).play(recording.chunks.slice(-3));
      expect(connection).toMatchObject({ state: 'noKey', explanation: 'the capture begins after its handshake' });
      expect(new Set(reasons)).toEqual(new Set([Reason.TlsWithoutKey]));
      expect(context.budget.heldBytes).toBe(0);
    }
    const fromClient = tls13.chunks.filter(({ direction }) => direction === 0);
    const half = new Player(tls13.keyLog)
      .play(fromClient.slice(0, 1))
      .play(tls13.chunks.slice(-2).map(chunk => ({ ...chunk, direction: 1 })));
    expect(half.connection.explanation).toBe('its ServerHello was not captured');
  });

  test('what waits is bounded for one connection: the oldest is shed, the rest opens', () => {
    const long = (fill: string): string => fill.repeat(4000);
    for (const recipe of [
      { version: 'TLSv1.3' },
      { version: 'TLSv1.2' },
      { version: 'TLSv1', ciphers: 'AES128-SHA:@SECLEVEL=0' },
    ] as const)
      return record({ ...recipe, talk: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(long) }).then(recording => {
        const context = new TlsContext(new TlsKeys(), new TlsBudget(20_000, 1e6));
        const player = new Player(context).play(recording.chunks);
        expect(context.budget.heldBytes).toBeLessThanOrEqual(20_000);
        expect(context.budget.shedRecords).toBeGreaterThan(0);
        context.keys.addKeyLog(Buffer.from(recording.keyLog));
        expect(player.connection.state).toBe('decrypting');
        expect(player.listener.plaintext[0].endsWith(long('g'))).toBe(true);
        expect(player.listener.plaintext[1].endsWith(long('h'))).toBe(true);
        expect(player.listener.gaps).toEqual([1, 1]);
        expect(player.listener.recovered).toBeLessThan(player.reasons.filter(r => r === Reason.TlsWithoutKey).length);
      });
  });

  test('of many connections the one that waits longest lets go, and reads on when its key comes', () => {
    const context = new TlsContext(new TlsKeys(), new TlsBudget(1e6, 10_000));
    const first = new Player(context).play(tls12.chunks.slice(0, -2));
    new Player(context).play(tls13.chunks).play([]);
    new Player(context).play(cbc10.chunks);
    expect(context.budget.heldBytes).toBeLessThanOrEqual(10_000);
    context.keys.addKeyLog(Buffer.from(tls12.keyLog));
    first.play(tls12.chunks.slice(-2));
    expect(first.connection.state).not.toBe('failed');
    expect(first.context.statistics.unopenedRecords).toBe(0);
  });

  test('a finished connection whose records were shed waits no more', () => {
    const context = new TlsContext(new TlsKeys(), new TlsBudget(1e6, 3000));
    const first = new Player(context).play(tls12.chunks.slice(0, -4)).finish();
    new Player(context).play(tls13.chunks);
    expect(first.connection).toMatchObject({ state: 'noKey', explanation: 'no key log named its secret' });
  });

  test('no cost when idle: a connection without keys that ended in its handshake keeps nothing', () => {
    const player = new Player().play(tls12.chunks.slice(0, 2)).finish();
    expect(player.connection.state).toBe('handshake');
    expect(player.context.budget).toMatchObject({ heldBytes: 0, usedPartialBytes: 0 });
  });
});

test('a version or cipher that is not supported is told by name', () => {
  for (const [fields, why] of [
    [{ version: 0x0300 }, 'SSL 3.0 is not supported'],
    [{ suite: 0x0005 }, 'the cipher TLS_RSA_WITH_RC4_128_SHA is not supported'],
    [{ compression: 1 }, 'compressed records are not supported'],
  ] as const) {
    const server = wireRecord(22, handshake(2, serverHello(fields)));
    const player = new Player().play([
      { direction: 0, bytes: hello },
      { direction: 1, bytes: server },
      { direction: 0, bytes: data },
    ]);
    expect(player.connection).toMatchObject({ state: 'unsupported', explanation: why });
    expect(player.reasons.slice(1)).toEqual([Reason.TlsNotDecrypted, Reason.TlsNotDecrypted]);
    expect(player.context.statistics.report().failed).toBe(1);
  }
});

test('a hello that cannot be read ends it', () => {
  const player = new Player().play([{ direction: 0, bytes: wireRecord(22, handshake(1, Buffer.alloc(10))) }]);
  expect(player.connection).toMatchObject({ state: 'failed', explanation: 'a hello of its handshake cannot be read' });
});

test('endless handshakes take no memory', () => {
  const player = new Player();
  for (let i = 0; i < 2000; i++) {
    player.push({ direction: 0, bytes: hello });
    player.push({ direction: 1, bytes: wireRecord(22, handshake(2, serverHello({ suite: 0xc02f }))) });
    player.push({ direction: 1, bytes: wireRecord(22, Buffer.concat([handshake(11, Buffer.alloc(9000))])) });
  }
  expect(player.context.budget).toMatchObject({ heldBytes: 0, usedPartialBytes: 0 });
  expect(player.context.statistics.connections).toBe(1);
});

test('a ClientHello of endless length takes no memory', () => {
  const player = new Player();
  const start = Buffer.from('01ffffff', 'hex');
  player.push({ direction: 0, bytes: wireRecord(22, start) });
  for (let i = 0; i < 200; i++) player.push({ direction: 0, bytes: wireRecord(22, Buffer.alloc(16_000)) });
  expect(player.context.budget.usedPartialBytes).toBe(0);
});
