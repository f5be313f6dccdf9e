import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readSource, temporaryFile } from '../../support/captures.ts';

test('row, call and legs of a merged call say the same names; an end without one has none', async () => {
  const aliasFile = temporaryFile(Buffer.from('10.10.0.10 edge\n'), 'aliases');
  const capture = await readSource({ paths: [join(FIXTURES, 'basic-call-proxy.pcap')], aliasFile });
  const [row] = capture.list({ filter: '', sort: '', offset: 0, limit: 1 }).rows;
  expect(row?.destinationName).toBe('edge');
  expect(row !== undefined && 'sourceName' in row).toBe(false);
  expect(capture.call(0)?.call.destinationName).toBe('edge');
  expect(capture.answers.mergedCall({ legs: [0] })?.legs[0]?.destinationName).toBe('edge');
});
