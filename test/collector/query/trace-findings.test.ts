import { expect, test } from 'vitest';
import type { LinkDecision } from '../../../collector/model/call.ts';
import { callSources } from '../../support/call-sources.ts';
import { trace } from '../../support/trace.ts';

const IN = { from: '10.0.0.1:5060', to: '10.0.0.2:5060', callId: 'outer' };
const OUT = { from: '10.0.0.2:5060', to: '10.0.0.3:5060', callId: 'inner', toUser: 'somebody-else' };

test('findings about the trace are made once, and again when there is more of it', async () => {
  const t = trace().request('INVITE');
  const { traceFindings } = await callSources(t);
  const before = traceFindings.all();
  expect(traceFindings.all()).toBe(before);
  t.request('OPTIONS', { callId: 'o' });
  expect(traceFindings.all()).not.toBe(before);
});

test('legs that are joined, cut or left to themselves by hand have other findings at once', async () => {
  const t = trace()
    .request('INVITE', IN)
    .request('INVITE', { ...OUT, at: 5000 })
    .response(486, 'INVITE', { from: OUT.to, to: OUT.from, callId: 'inner', toTag: 'c', at: 5100 })
    .response(500, 'INVITE', { from: IN.to, to: IN.from, callId: 'outer', toTag: 'b', at: 5200 });
  const { links, traceFindings: findings } = await callSources(t);
  const after = (action: LinkDecision['action']): string[] => {
    links.decide({ from: 'outer', to: 'inner', action });
    links.refresh(true);
    return findings.all().map(({ rule }) => rule);
  };
  expect(findings.all()).toEqual([]);
  expect(after('join')).toEqual(['refusal-changed', 'passed-on-late']);
  expect(after('cut')).toEqual([]);
  expect(after('join')).toHaveLength(2);
  expect(after('reset')).toEqual([]);
});
