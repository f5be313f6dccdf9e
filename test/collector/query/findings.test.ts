import { expect, test } from 'vitest';
import { CaptureFindings } from '../../../collector/query/findings.ts';
import { callSources } from '../../support/call-sources.ts';
import { trace } from '../../support/trace.ts';

test('a healthy leg has none', async () => {
  const t = trace().request('INVITE').response(486, 'INVITE', { toTag: 'b' });
  const { findings } = await callSources(t);
  expect(findings.profileOf(t.store.legs[0])).toEqual({ entries: [] });
  expect(findings.findingsOf(t.store.legs[0])).toEqual([]);
});

test('a leg that changes is looked at again, one that does not is not', async () => {
  const t = trace().request('INVITE');
  const { findings } = await callSources(t);
  const [leg] = t.store.legs;
  expect(findings.profileOf(leg).worst).toBeUndefined();
  t.request('INVITE', { at: 500 }).request('INVITE', { at: 1500 });
  const profile = findings.profileOf(leg);
  expect(profile).toEqual({ entries: [{ rule: 'no-reply', severity: 'error' }], worst: 'error' });
  expect(findings.profileOf(leg)).toBe(profile);
  t.response(486, 'INVITE', { toTag: 'b' });
  expect(findings.profileOf(leg).worst).toBeUndefined();
});

test('legs beyond those that were there at first are looked at too', async () => {
  const t = trace();
  const { findings } = await callSources(t.request('INVITE'));
  findings.profileOf(t.store.legs[0]);
  for (let i = 0; i < 1500; i++) t.request('INVITE', { callId: `c${i}` });
  t.request('INVITE', { callId: 'c1499', at: 30_000 }).request('INVITE', { callId: 'c1499', at: 31_500 });
  expect(findings.profileOf(t.store.legs[1500]).worst).toBe('error');
  expect(findings.profileOf(t.store.legs[1499]).worst).toBeUndefined();
});

test('two askers share nothing', async () => {
  const t = trace().request('INVITE').request('INVITE', { at: 500 }).request('INVITE', { at: 1500 });
  const sources = await callSources(t);
  expect(new CaptureFindings(() => sources).findingsOf(t.store.legs[0])).toEqual(
    sources.findings.findingsOf(t.store.legs[0]),
  );
});
