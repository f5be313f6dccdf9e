import { expect, test } from 'vitest';
import { TlsBudget } from '../../../collector/tls/budget.ts';
import { HandshakeReader } from '../../../collector/tls/handshake-reader.ts';
import { MAX_HANDSHAKE_BYTES } from '../../../collector/tls/limits.ts';
import { handshake } from '../../support/tls-builder.ts';

function setUp(budget = new TlsBudget()) {
  const messages: string[] = [];
  const pieces: Buffer[] = [];
  const reader = new HandshakeReader(
    {
      onHandshakeBytes: (_type, bytes, start, end) => void pieces.push(Buffer.from(bytes.subarray(start, end))),
      onHandshakeMessage: (type, body) =>
        void messages.push(`${type} ${body.length > 20 ? body.length : body.toString()}`),
    },
    budget,
  );
  return { reader, messages, pieces, budget };
}

const STREAM = Buffer.concat([
  handshake(1, Buffer.from('client')),
  handshake(0, Buffer.alloc(0)),
  handshake(11, Buffer.alloc(5000)),
  handshake(16, Buffer.alloc(130, 'k')),
  handshake(20, Buffer.from('finished')),
]);

test('messages come whole, however records cut and join them; bodies only of those that are read', () => {
  for (const size of [1, 3, 4, 5, 100, STREAM.length]) {
    const { reader, messages, pieces, budget } = setUp();
    for (let at = 0; at < STREAM.length; at += size) {
      const bytes = Buffer.from(STREAM.subarray(at, at + size));
      reader.push(bytes, 0, bytes.length);
      bytes.fill(0);
    }
    expect(messages).toEqual(['1 client', '0 ', '11 ', '16 130', '20 ']);
    expect(Buffer.concat(pieces)).toEqual(STREAM);
    expect(budget.usedPartialBytes).toBe(0);
  }
});

test('a message that is too long is passed over', () => {
  const { reader, messages, budget } = setUp();
  const long = handshake(1, Buffer.alloc(MAX_HANDSHAKE_BYTES + 1));
  for (let at = 0; at < long.length; at += 1000) reader.push(long, at, Math.min(at + 1000, long.length));
  expect(budget.usedPartialBytes).toBe(0);
  reader.push(STREAM, 0, 10);
  expect(messages).toEqual(['1 ', '1 client']);
});

test('a message for which there is no room has no body', () => {
  const { reader, messages } = setUp(new TlsBudget(1, 1, 10));
  const message = handshake(16, Buffer.alloc(130));
  reader.push(message, 0, 50);
  reader.push(message, 50, message.length);
  expect(messages).toEqual(['16 ']);
});

test('after a loss it begins anew', () => {
  const { reader, messages, budget } = setUp();
  reader.push(handshake(16, Buffer.alloc(130)), 0, 50);
  reader.reset();
  expect(budget.usedPartialBytes).toBe(0);
  reader.push(STREAM, 0, 10);
  expect(messages).toEqual(['1 client']);
});
