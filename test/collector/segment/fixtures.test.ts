// The project's own captures: whole, and the same to the plain reader, as they are, gzipped, and merged with themselves.
import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openSegment } from '../../../collector/segment/open.ts';
import { openSegments } from '../../../collector/segment/open-segments.ts';
import { readPlainly } from '../../reference/capture-file.ts';
import { drain, type KeptFrame } from '../../support/segment-frames.ts';

const folder = fileURLToPath(new URL('../../../fixtures/pcap/', import.meta.url));
const files = readdirSync(folder).filter(name => /\.pcap(ng)?$/.test(name));

function place({ offset, bytes, linkType }: Pick<KeptFrame, 'offset' | 'bytes' | 'linkType'>): string {
  return `${offset} ${linkType} ${bytes.toString('base64')}`;
}

test('there are fixtures', () => {
  expect(files.length).toBeGreaterThan(0);
});

test.each(files)('%s', async name => {
  const path = `${folder}${name}`;
  const content = readFileSync(path);
  const expected = readPlainly(content).map(place);

  const reader = await openSegment(path, 0);
  expect((await drain(reader)).map(place)).toEqual(expected);
  expect(reader.reports()).toMatchObject([{ frames: expected.length, bytes: content.length, notes: [] }]);
  // Only the capture that ends in the middle of a record says so.
  expect(reader.reports()[0].truncated !== undefined).toBe(name.includes('cut-tail'));
  await reader.close();

  const gzipped = await openSegment('-', 0, { stdin: Readable.from([gzipSync(content)]) });
  expect((await drain(gzipped)).map(place)).toEqual(expected);
  await gzipped.close();

  const twice = await openSegments([path, path]);
  const merged = await drain(twice);
  expect(merged.filter(({ segment }) => segment === 1).map(place)).toEqual(expected);
  expect(merged.length).toBe(2 * expected.length);
  await twice.close();
});
