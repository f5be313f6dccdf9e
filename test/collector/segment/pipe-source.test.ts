import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { PipeSource } from '../../../collector/segment/pipe-source.ts';

async function text(source: PipeSource, length: number): Promise<string> {
  const target = Buffer.alloc(length);
  return target.toString('latin1', 0, await source.read(target, 0, length));
}

test('chunks of any size are handed on in pieces of any size', async () => {
  const source = new PipeSource(Readable.from([Buffer.from('abcd'), Buffer.from(''), Buffer.from('efg')]), 'pipe');
  expect([await text(source, 3), await text(source, 3), await text(source, 9), await text(source, 9)]).toEqual([
    'abc',
    'd',
    'efg',
    '',
  ]);
  expect([source.bytesRead, source.bytesTotal, source.damage]).toEqual([7, undefined, undefined]);
});

test('bytes peeked at are still to be read', async () => {
  const source = new PipeSource(Readable.from([Buffer.from('a'), Buffer.from('bc')]), 'pipe');
  expect((await source.peek(2)).toString()).toBe('ab');
  expect(source.bytesRead).toBe(0);
  expect(await text(source, 9)).toBe('abc');
});

test('a peek beyond the end gives what there is', async () => {
  const source = new PipeSource(Readable.from([Buffer.from('a')]), 'pipe');
  expect((await source.peek(4)).toString()).toBe('a');
  expect(await text(source, 9)).toBe('a');
  expect(await text(source, 9)).toBe('');
});

test('a stream that fails ends, with the bytes before it, and says where', async () => {
  const stream = Readable.from(
    (async function* () {
      yield Buffer.from('abc');
      throw Object.assign(new Error('gone'), { code: 'EIO' });
    })(),
  );
  const source = new PipeSource(stream, 'pipe');
  expect(await text(source, 9)).toBe('abc');
  expect(await text(source, 9)).toBe('');
  expect(source.damage).toBe('reading failed at byte 3 (EIO)');
});

test('closing ends a read that waits, and is no damage', async () => {
  const source = new PipeSource(new PassThrough(), 'pipe');
  const waiting = text(source, 9);
  await source.close();
  expect(await waiting).toBe('');
  expect(source.damage).toBeUndefined();
});

test('it cannot be read again', () => {
  const source = new PipeSource(Readable.from([]), 'pipe');
  expect(() => source.readAt()).toThrow(expect.objectContaining({ code: 'SIPA_SEGMENT_NOT_KEPT' }));
});

test('ending gives what has arrived, and waits for no more', async () => {
  const stream = new PassThrough();
  const source = new PipeSource(stream, 'pipe');
  const first = text(source, 2);
  stream.write('abcd');
  expect(await first).toBe('ab');
  stream.write('ef');
  source.endFollowing();
  expect([await text(source, 9), await text(source, 9), await text(source, 9)]).toEqual(['cd', 'ef', '']);
  expect(source.damage).toBeUndefined();
  await source.close();
});

test('ending ends a read that waits', async () => {
  const source = new PipeSource(new PassThrough(), 'pipe');
  const waiting = text(source, 9);
  expect(source.isWaiting).toBe(true);
  source.endFollowing();
  expect(await waiting).toBe('');
  expect(source.isWaiting).toBe(false);
  await source.close();
});
