import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { StreamBudget } from '../../../collector/stream/limits.ts';
import { MessageInflater } from '../../../collector/stream/websocket-inflate.ts';

const bench = (
  limits = {},
): {
  budget: StreamBudget;
  inflate: (hex: string | Buffer, forgets?: boolean) => string;
  inflater: MessageInflater;
} => {
  const budget = new StreamBudget(limits);
  const inflater = new MessageInflater(budget);
  const inflate = (packed: string | Buffer, forgets = false): string => {
    const bytes = typeof packed === 'string' ? Buffer.from(packed, 'hex') : packed;
    const told = inflater.inflate(bytes, 0, bytes.length, forgets);
    return typeof told === 'string' ? `(${told})` : told.toString('latin1');
  };
  return { budget, inflate, inflater };
};

describe('the examples of RFC 7692 §7.2.3', () => {
  test('one block', () => expect(bench().inflate('f248cdc9c90700')).toBe('Hello'));
  test('no compression', () => expect(bench().inflate('000500faff48656c6c6f00')).toBe('Hello'));
  test('BFINAL', () => expect(bench().inflate('f348cdc9c9070000')).toBe('Hello'));
  test('two blocks', () => expect(bench().inflate('f248050000 00ffffcac9c90700'.replace(' ', ''))).toBe('Hello'));

  test('the window of the message before', () => {
    const { inflate } = bench();
    expect([inflate('f248cdc9c90700'), inflate('f200110000')]).toEqual(['Hello', 'Hello']);
  });
});

test('a message that refers to one that was not captured is not made up', () => {
  const { inflate, inflater } = bench();
  inflate('f248cdc9c90700');
  inflater.loseWindow();
  expect(inflate('f200110000')).toBe('(damaged)');
  // It refers to nothing, and the one after it would refer to bytes of which some are missing.
  expect(inflate('f248cdc9c90700')).toBe('Hello');
  expect(inflate('f200110000')).toBe('(damaged)');
});

test('a sender that forgets its window costs no memory', () => {
  const { inflate, budget } = bench();
  inflate('f248cdc9c90700', true);
  expect(budget.heldBytes).toBe(0);
  expect(inflate('f200110000', true)).toBe('(damaged)');
});

test('the window is 32 KiB, of several messages', () => {
  const { inflate, budget, inflater } = bench();
  const text = Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * i * 7) & 0xff));
  // Blocks that end as RFC 7692 §7.2.1 has them: flushed, and without the last four bytes.
  const pack = (bytes: Buffer, dictionary: Buffer): Buffer =>
    deflateRawSync(bytes, { finishFlush: 2, ...(dictionary.length === 0 ? {} : { dictionary }) }).subarray(0, -4);
  const parts = [text.subarray(0, 30_000), text.subarray(30_000), text.subarray(20_000, 39_000)];
  let before = Buffer.alloc(0);
  for (const part of parts) {
    expect(inflate(pack(part, before.subarray(-32_768)))).toBe(part.toString('latin1'));
    before = Buffer.concat([before, part]);
  }
  expect(budget.heldBytes).toBe(32_768);
  inflater.release();
  expect(budget.heldBytes).toBe(0);
});

describe('bombs', () => {
  const bomb = (bytes: number): Buffer => deflateRawSync(Buffer.alloc(bytes, 0x20), { finishFlush: 2 }).subarray(0, -4);

  test('a message beyond the size limit', () => {
    expect(bench().inflate(bomb(64 << 20))).toBe('(bomb)');
  });

  test('a message beyond the ratio, but not below the free size', () => {
    const { inflate } = bench({ inflateRatio: 10, freeInflatedBytes: 1000 });
    expect(inflate(bomb(900))).toHaveLength(900);
    expect(inflate(bomb(20_000))).toBe('(bomb)');
  });

  test('a window that there is no room for is not kept', () => {
    const { inflate, budget } = bench({ heldBytes: 1000 });
    expect(inflate('f248cdc9c90700')).toBe('Hello');
    expect(inflate('f200110000')).toBe('(damaged)');
    expect(budget.shed['bytes of unfinished stream messages']).toBe(32_768);
  });
});
