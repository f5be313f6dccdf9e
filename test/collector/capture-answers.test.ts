import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../support/captures.ts';

test('streams are those of one leg, or of all', async () => {
  const capture = await readCapture(join(FIXTURES, 'phone-call.pcap'));
  const all = capture.answers.streams({});
  expect(all.length).toBeGreaterThan(0);
  const legs = capture.list({ filter: '', sort: '', offset: 0, limit: 100 }).rows;
  expect(legs.flatMap(leg => capture.answers.streams({ leg: leg.index }))).toHaveLength(all.length);
  expect(capture.answers.streams({ leg: 4711 })).toEqual([]);
});
