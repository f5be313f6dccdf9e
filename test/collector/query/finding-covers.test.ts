import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../../collector/model/finding.ts';
import { FindingCovers } from '../../../collector/query/finding-covers.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { story } from '../../support/story.ts';
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

test('what a scan met, what a failing server refused, what a refusal became: each names what it is part of, none is left out', async () => {
  expect(await partsIn('scanner.pcap')).toEqual({ 'scanner -': 1, 'authentication-failed scanner': 42 });
  expect(await partsIn('overload-503.pcap')).toEqual({ 'server-errors -': 1, 'server-failure server-errors': 12 });
  expect(await partsIn('refusal-changed.pcap')).toEqual({
    'refusal-changed -': 1,
    'server-failure refusal-changed': 1,
  });
});

test('of a leg with two failures only the one that a refusal became is part of that', async () => {
  const front = { callId: 'front', to: '10.0.0.5:5060' };
  const behind = { callId: 'behind', from: '10.0.0.5:5060', headers: ['X-Call-ID: front'] };
  const capture = await story()
    .request('INVITE', front)
    .response(503, 'INVITE', { callId: 'front', from: '10.0.0.5:5060', toTag: 'x' })
    .request('ACK', { ...front, toTag: 'x' })
    .request('INVITE', { ...front, cseq: 2, branch: 'z9hG4bK-again' })
    .request('INVITE', behind)
    .response(486, 'INVITE', { callId: 'behind', to: '10.0.0.5:5060', toTag: 'b' })
    .request('ACK', { callId: 'behind', from: '10.0.0.5:5060', toTag: 'b' })
    .response(500, 'INVITE', { callId: 'front', from: '10.0.0.5:5060', toTag: 'a', cseq: 2, branch: 'z9hG4bK-again' })
    .request('ACK', { ...front, toTag: 'a', cseq: 2, branch: 'z9hG4bK-again' })
    .capture();
  const all = capture.answers.findings({ offset: 0, limit: 10 }).items;
  const failures = all.filter(({ rule }) => rule === 'server-failure');
  expect(failures.map(({ message, partOf }) => [/with (\d+)/.exec(message)?.[1], partOf])).toEqual([
    ['503', undefined],
    ['500', 'refusal-changed'],
  ]);
  expect(capture.answers.findings({ leg: 0, offset: 0, limit: 10 }).items).toEqual(failures);
  await capture.close();
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
