import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LegSubject } from '../../../collector/query/leg-subject.ts';
import { summarize } from '../../../collector/query/summary.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { type Trace, trace } from '../../support/trace.ts';

async function subjectOf(t: Trace): Promise<LegSubject> {
  return new LegSubject(await callSources(t));
}

test('says the same as the row of the list', async () => {
  const t = trace().request('INVITE', { at: 0 }).response(180, 'INVITE', { toTag: 'b', at: 100 });
  t.response(200, 'INVITE', { toTag: 'b', at: 900 }).request('BYE', { toTag: 'b', cseq: 2, at: 5000 });
  const leg = t.store.legs[0];
  const subject = (await subjectOf(t)).moveTo(leg);
  const row: Record<string, unknown> = { ...summarize(t.store, leg, 'c') };
  for (const key of ['id', 'index', 'ringTime', 'answerTime', 'endTime', 'lastTime']) delete row[key];
  for (const [key, value] of Object.entries(row)) expect(Reflect.get(subject, key), key).toEqual(value);
  expect(subject.duration).toBe(5000);
});

test('is moved from leg to leg', async () => {
  const t = trace().request('INVITE').request('REGISTER', { callId: 'r' });
  const subject = await subjectOf(t);
  expect(t.store.legs.map(leg => subject.moveTo(leg).kind)).toEqual(['call', 'registration']);
});

test('methods, codes and addresses are those of all messages, each once', async () => {
  const t = trace().request('INVITE').response(100, 'INVITE').response(180, 'INVITE', { toTag: 'b' });
  t.request('INVITE', { from: '10.0.0.2:5060', to: '10.0.0.3:5070', branch: 'z9hG4bK-p' });
  t.response(180, 'INVITE', { from: '10.0.0.3:5070', to: '10.0.0.2:5060', toTag: 'b', branch: 'z9hG4bK-p' });
  t.request('FANCY', { cseq: 2, from: '10.0.0.1:9' });
  const subject = (await subjectOf(t)).moveTo(t.store.legs[0]);
  expect(subject.methods()).toEqual(['INVITE', 'FANCY']);
  expect(subject.codes()).toEqual([100, 180]);
  expect(subject.addresses()).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
});

test('headers and words are looked up in the messages themselves', async () => {
  const capture = await readCapture(join(FIXTURES, 'register.pcap'));
  const matches = (filter: string): number => capture.list({ filter, sort: '', offset: 0, limit: 1 }).total;
  expect(matches('ua contains "Desk Phone"')).toBe(1);
  expect(matches('header["user-agent"] = "no such phone"')).toBe(0);
  expect(matches('"dIgEsT"')).toBe(1);
  expect(matches('"nowhere to be found"')).toBe(0);
});

test('shows the findings of the leg', async () => {
  const t = trace().request('INVITE').request('INVITE', { at: 500 }).request('INVITE', { at: 1500 });
  const subject = (await subjectOf(t)).moveTo(t.store.legs[0]);
  expect(subject.findings).toEqual([{ rule: 'no-reply', severity: 'error' }]);
});
