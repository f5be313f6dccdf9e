import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runReport } from '../../../collector/commands/report.ts';
import { FIXTURES, TestIo } from '../../support/captures.ts';

const DEMO = join(FIXTURES, 'demo.pcapng');

async function report(options: Parameters<typeof runReport>[1], path = DEMO): Promise<TestIo & { code: number }> {
  const io = new TestIo();
  return Object.assign(io, { code: await runReport([path], options, io) });
}

test('--json is one object', async () => {
  const io = await report({ json: true });
  expect(io.code).toBe(0);
  expect(JSON.parse(io.text)).toMatchObject({ frames: expect.any(Number), legs: expect.any(Array) });
});

test('--json --summary has counts where lists were', async () => {
  const [all, counts] = [await report({ json: true }), await report({ json: true, summary: true })].map(io =>
    JSON.parse(io.text),
  );
  for (const key of ['legs', 'calls', 'registrations', 'subscriptions', 'streams']) {
    expect(counts[key], key).toBe(all[key].length);
  }
  expect(counts.requests).toEqual(all.requests);
});

test('--filter chooses legs, registrations and subscriptions; counts of messages stay', async () => {
  const all = JSON.parse((await report({ json: true })).text);
  const chosen = JSON.parse((await report({ json: true, filter: 'kind = registration' })).text);
  expect(chosen.legs.every((leg: { kind: string }) => leg.kind === 'registration')).toBe(true);
  expect(chosen.registrations).toEqual(all.registrations);
  expect(chosen.subscriptions).toEqual([]);
  expect(chosen.sipMessages).toBe(all.sipMessages);
});

test('for people it is text, or Markdown for a ticket', async () => {
  expect((await report({})).text).toMatch(/^Capture\n {2}what +value\n/);
  expect((await report({ markdown: true })).text).toMatch(/^## Capture\n\n\| what \| value \|\n\| --- \| --- \|\n/);
});

test('a wrong filter is refused before anything is read', async () => {
  const io = await report({ json: true, filter: 'stat = x' }, '/no/such/file');
  expect([io.code, io.written]).toEqual([2, []]);
  expect(io.errors.join('')).toMatch(/^sipscope: .*\n {2}stat = x\n {2}\^/);
});
