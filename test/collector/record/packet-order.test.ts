import { expect, test } from 'vitest';
import { PacketOrder } from '../../../collector/record/packet-order.ts';

function order(inputs: number): {
  add: (input: number, micros: number, text?: string) => void;
  got: string[];
  it: PacketOrder;
} {
  const got: string[] = [];
  const it = new PacketOrder(
    Array.from({ length: inputs }, (_, input) => (seconds, nanos, bytes, start, end, length) => {
      expect(length).toBe(end - start);
      got.push(`${input}@${seconds * 1e6 + nanos / 1000}${bytes.toString('latin1', start, end)}`);
    }),
  );
  const add = (input: number, micros: number, text = ''): void =>
    it.add(input, Math.floor(micros / 1e6), (micros % 1e6) * 1000, Buffer.from(text), 0, text.length, text.length);
  return { add, got, it };
}

test('an answer that came through the faster interface waits for its request', () => {
  const { add, got, it } = order(2);
  add(1, 2_000_500, ' 200');
  it.release(2_000_000);
  expect(got).toEqual([]);
  add(0, 2_000_100, ' INVITE');
  it.release(2_001_000);
  expect(got).toEqual(['0@2000100 INVITE', '1@2000500 200']);
});

test('nothing waits that nothing earlier can come before', () => {
  const { add, got, it } = order(2);
  add(0, 10);
  add(0, 30);
  add(1, 20);
  // Both have shown packets up to 20.
  it.release(0);
  expect(got).toEqual(['0@10', '1@20']);
  it.release(29);
  expect(got).toHaveLength(2);
  it.release(30);
  expect(got.at(-1)).toBe('0@30');
});

test('of equal times the first interface is first, and the order within one stays as it is', () => {
  const { add, got, it } = order(2);
  add(1, 5, ' a');
  add(0, 5, ' b');
  add(0, 4, ' late');
  it.releaseAll();
  expect(got).toEqual(['0@5 b', '0@4 late', '1@5 a']);
});

test('memory is bounded: beyond it packets go in the order they came', () => {
  const { got, it } = order(2);
  const large = Buffer.alloc(60_000);
  for (let i = 0; i < 1000; i++) it.add(0, i, 0, large, 0, large.length, large.length);
  expect(got.length).toBeGreaterThan(400);
  it.releaseAll();
  expect(got).toHaveLength(1000);
  expect(got.map(line => Number.parseInt(line.slice(2), 10))).toEqual(Array.from({ length: 1000 }, (_, i) => i * 1e6));
});
