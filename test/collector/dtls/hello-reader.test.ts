import { expect, test } from 'vitest';
import { HelloReader, ServerHelloType } from '../../../collector/dtls/hello-reader.ts';
import { handshake } from '../../support/dtls-vectors.ts';

const BODY = Buffer.from('the body of a hello');
const piece = (from: number, to: number, sequence = 1): Buffer =>
  handshake(ServerHelloType, sequence, BODY.length, from, BODY.subarray(from, to));

function bodiesOf(...records: readonly Buffer[]): string[] {
  const reader = new HelloReader();
  const bodies: string[] = [];
  for (const record of records) reader.push(record, (_, body) => bodies.push(String(body)));
  return bodies;
}

test('a hello in one piece, behind and before other messages', () => {
  const other = handshake(11, 2, 3, 0, Buffer.from('abc'));
  expect(bodiesOf(Buffer.concat([other, piece(0, BODY.length), other]))).toEqual([String(BODY)]);
});

test('pieces come in any order, again, and overlap', () => {
  expect(bodiesOf(piece(10, 19), piece(10, 19), piece(5, 12), piece(0, 6))).toEqual([String(BODY)]);
});

test('a hello that lacks a piece gives nothing; sent again whole it is there', () => {
  expect(bodiesOf(piece(0, 6), piece(10, 19))).toEqual([]);
  expect(bodiesOf(piece(0, 6), piece(0, BODY.length, 2))).toEqual([String(BODY)]);
});

test('pieces of different messages are not mixed', () => {
  expect(bodiesOf(piece(0, 10, 1), piece(10, 19, 2))).toEqual([]);
});

test('impossible lengths are passed over, and nothing is held for them', () => {
  const reader = new HelloReader();
  const lies = [
    handshake(1, 0, 0xffffff, 0, Buffer.alloc(10)),
    handshake(1, 0, 5, 3, Buffer.alloc(10)),
    handshake(1, 0, 50, 0, Buffer.alloc(20)).subarray(0, 20),
  ];
  for (const lie of lies) reader.push(lie, () => expect.unreachable());
  expect(reader.heldBytes).toBe(0);
  reader.push(piece(0, 6), () => expect.unreachable());
  expect(reader.heldBytes).toBe(BODY.length * 2);
});
