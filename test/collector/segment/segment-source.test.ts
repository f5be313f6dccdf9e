import { expect, test } from 'vitest';
import { SegmentError } from '../../../collector/segment/error.ts';
import { SegmentSource } from '../../../collector/segment/segment-source.ts';

const bytes = Buffer.from('abcdefghij');
const reader = { readAt: (_: number, offset: number, length: number) => bytes.subarray(offset, offset + length) };

async function readAll(source: SegmentSource, step: number): Promise<string> {
  const target = Buffer.alloc(64);
  let at = 0;
  for (let count = await source.read(target, at, step); count > 0; count = await source.read(target, at, step))
    at += count;
  return target.toString('latin1', 0, at);
}

test('its pieces are one stream, whatever the steps', async () => {
  const pieces = [
    { start: 0, end: 3 },
    { start: 5, end: 5 },
    { start: 6, end: 10 },
  ];
  for (const step of [1, 2, 3, 64]) {
    const source = new SegmentSource(reader, 0, pieces);
    expect(source.bytesTotal).toBe(7);
    expect(await readAll(source, step)).toBe('abcghij');
    expect(source.bytesRead).toBe(7);
  }
  expect(new SegmentSource(reader, 0, pieces).readAt(1, 2).toString()).toBe('bc');
});

test('bytes that are gone end it, with the reason', async () => {
  const gone = new SegmentError('SIPA_SEGMENT_EXPIRED', 'x.pcap: deleted', 'Keep more.');
  const source = new SegmentSource(
    {
      readAt: () => {
        throw gone;
      },
    },
    0,
    [{ start: 0, end: 9 }],
  );
  expect(await readAll(source, 4)).toBe('');
  expect(source.failure).toBe(gone);
  expect(source.damage).toBe('x.pcap: deleted');
});

test('closed, it gives nothing more', async () => {
  const source = new SegmentSource(reader, 0, [{ start: 0, end: 9 }]);
  await source.close();
  expect(await readAll(source, 4)).toBe('');
});
