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

test('--only gives the parts that were asked for, also in a summary and for people', async () => {
  const all = JSON.parse((await report({ json: true })).text);
  const json = JSON.parse((await report({ json: true, only: ['streams', 'legs'] })).text);
  expect(Object.keys(json)).toEqual(['rtpPackets', 'media', 'legs', 'streams']);
  expect(json.streams).toEqual(all.streams);
  const counts = JSON.parse((await report({ json: true, summary: true, only: ['calls'] })).text);
  expect(counts).toEqual({ calls: all.calls.length });
  expect((await report({ only: ['kpi'] })).text).toMatch(/^Key figures\n/);
  expect((await report({ summary: true, only: ['calls'] })).text).toBe(
    `Capture\n  what   value\n  calls  ${all.calls.length}\n`,
  );
});

test('ladders stand in a ticket about findings, not in one of other parts', async () => {
  expect((await report({ markdown: true, only: ['findings'] })).text).toContain('## Ladders of the worst calls');
  expect((await report({ markdown: true, only: ['legs'] })).text).not.toContain('Ladders');
});

test('a wrong filter is refused before anything is read', async () => {
  const io = await report({ json: true, filter: 'stat = x' }, '/no/such/file');
  expect([io.code, io.written]).toEqual([2, []]);
  expect(io.errors.join('')).toMatch(/^sipscope: .*\n {2}stat = x\n {2}\^/);
});
