import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../../collector/model/finding.ts';
import { FindingCovers } from '../../../collector/query/finding-covers.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { trace } from '../../support/trace.ts';

/** How often each rule is part of another, by `rule partOf`. */
async function partsIn(name: string): Promise<Record<string, number>> {
  const capture = await readCapture(join(FIXTURES, name));
  const parts: Record<string, number> = {};
  for (const { rule, partOf } of capture.answers.findings({ offset: 0, limit: 1000 }).items) {
    const key = `${rule} ${partOf ?? '-'}`;
    parts[key] = (parts[key] ?? 0) + 1;
  }
  await capture.close();
  return parts;
}

test('what a scan met, and what a failing server refused, names that it is part of it; nothing is left out', async () => {
  expect(await partsIn('scanner.pcap')).toEqual({ 'scanner -': 1, 'authentication-failed scanner': 42 });
  expect(await partsIn('overload-503.pcap')).toEqual({ 'server-errors -': 1, 'server-failure server-errors': 12 });
});

test('asked of one leg, its findings name the same', async () => {
  const capture = await readCapture(join(FIXTURES, 'overload-503.pcap'));
  const { items } = capture.answers.findings({ leg: 0, offset: 0, limit: 10 });
  expect(items.map(({ rule, partOf }) => [rule, partOf])).toEqual([['server-failure', 'server-errors']]);
});

test('the same trouble of another host is none of it', async () => {
  const { store } = await callSources(trace().request('INVITE'));
  const finding: Finding = {
    rule: 'no-reply',
    severity: 'error',
    message: '',
    callId: '',
    evidence: [0],
    streams: [],
    time: 0,
    rfc: '',
    confidence: 'high',
    unknown: '',
    next: '',
  };
  const named = (host: string, side: 'opens' | 'answers'): readonly Finding[] =>
    new FindingCovers(store, [{ ...finding, rule: 'scanner', covers: { rules: ['no-reply'], host, side } }]).name(
      store.legs[0],
      [finding],
    );
  expect(named('10.0.0.1', 'opens')).toMatchObject([{ partOf: 'scanner' }]);
  expect(named('10.0.0.9', 'opens')).toEqual([finding]);
  // A request is no answer.
  expect(named('10.0.0.1', 'answers')).toEqual([finding]);
});
