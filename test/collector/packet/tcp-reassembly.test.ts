import { beforeEach, describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import type { PacketShed } from '../../../collector/packet/limits.ts';
import { DEFAULT_LIMITS } from '../../../collector/packet/limits.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Packet } from '../../../collector/packet/packet.ts';
import { TcpReassembly } from '../../../collector/packet/tcp-reassembly.ts';
import { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { Bench, frameOf } from '../../support/packet-builder.ts';

let seen: Bench;
let shed: PacketShed;
let reassembly: TcpReassembly;
let stream: TcpStream;

beforeEach(() => {
  seen = new Bench();
  shed = new Bench().decoder.shed;
  reassembly = new TcpReassembly(seen, DEFAULT_LIMITS, shed);
  stream = new TcpStream(1, 0, new Uint8Array(8), 4, 1, 2);
  stream.joinedMidStream = false;
});

function add(position: number, payload: string, timeMicros = 0, snap = payload.length): number {
  const p = new Packet();
  p.load(frameOf(Buffer.from(payload), { timeMicros, snap }));
  return reassembly.add(stream, p, position);
}

test('what is delivered, waits, and is old has its own outcome', () => {
  expect(add(0, 'ab')).toBe(Outcome.Handed);
  expect(add(4, 'ef')).toBe(Outcome.Held);
  expect(add(0, 'ab')).toBe(Reason.TcpRetransmission);
  expect(add(4, 'ef')).toBe(Reason.TcpRetransmission);
  expect(add(2, 'cd')).toBe(Outcome.Handed);
  expect(seen.streams()).toEqual(['abcdef']);
});

test('a segment of which nothing was captured is truncated', () => {
  expect(add(9, 'later', 0, 0)).toBe(Reason.Truncated);
  expect(add(0, 'abc', 0, 0)).toBe(Reason.Truncated);
  expect(seen.streams()).toEqual(['[-3]']);
});

test('of what was cut only that is missing which nothing else brought', () => {
  add(2, 'cd');
  expect(add(0, 'abcdef', 0, 1)).toBe(Outcome.Handed);
  expect(seen.streams()).toEqual(['a[-1]cd[-2]']);
});

describe('waiting', () => {
  test('each hole has its own time', () => {
    add(1, 'b', 0);
    add(3, 'd', 1_000_000);
    reassembly.expire(5_000_001);
    expect(seen.streams()).toEqual(['[-1]b']);
    reassembly.expire(9_000_000);
    expect(seen.streams()).toEqual(['[-1]b']);
    reassembly.expire(10_000_002);
    expect(seen.streams()).toEqual(['[-1]b[-1]d']);
  });

  test('a clock that jumps back does not make a hole wait for ever', () => {
    add(1, 'b', 1e15);
    reassembly.expire(0);
    expect(seen.streams()).toEqual(['[-1]b']);
  });

  test('the end gives everything, once, and is told once', () => {
    add(1, 'b');
    add(3, 'd');
    reassembly.end(stream);
    reassembly.end(stream);
    expect(seen.streams()).toEqual(['[-1]b[-1]d$']);
    expect(reassembly.waitingBytes).toBe(0);
    expect(shed['tcp bytes']).toBe(0);
  });
});
