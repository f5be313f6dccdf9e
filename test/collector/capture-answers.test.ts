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

test('findings are those of the capture, or of one leg', async () => {
  const capture = await readCapture(join(FIXTURES, 'ack-missing.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 })).toMatchObject({
    total: 1,
    items: [{ rule: 'ack-missing', leg: 0 }],
  });
  expect(capture.answers.findings({ leg: 1, offset: 0, limit: 10 }).total).toBe(0);
  expect(capture.answers.factsOf(0)?.messages).toHaveLength(12);
});

test('key figures are of the whole capture, or of what a filter picks', async () => {
  const capture = await readCapture(join(FIXTURES, 'busy.pcap'));
  expect(await capture.answers.kpi({})).toMatchObject({ calls: { attempts: 1, ser: 0, seer: 1, ner: 1 } });
  expect(await capture.answers.kpi({ filter: 'code = 200' })).toMatchObject({ calls: { attempts: 0, ser: null } });
  expect(await capture.answers.kpi({ filter: 'code =' })).toMatchObject({ error: { position: 6 } });
});

test('of a call through a B2BUA both legs count, or its first one only', async () => {
  const capture = await readCapture(join(FIXTURES, 'b2bua-crossed.pcap'));
  expect(await capture.answers.kpi({})).toMatchObject({ firstLegOnly: false, calls: { attempts: 4 } });
  const first = await capture.answers.kpi({ firstLegOnly: true });
  expect(first).toMatchObject({ firstLegOnly: true, calls: { attempts: 2 } });
});
