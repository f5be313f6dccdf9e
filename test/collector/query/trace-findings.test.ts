import { expect, test } from 'vitest';
import { callSources } from '../../support/call-sources.ts';
import { trace } from '../../support/trace.ts';

test('findings about the trace are made once, and again when there is more of it', async () => {
  const t = trace().request('INVITE');
  const { traceFindings } = await callSources(t);
  const before = traceFindings.all();
  expect(traceFindings.all()).toBe(before);
  t.request('OPTIONS', { callId: 'o' });
  expect(traceFindings.all()).not.toBe(before);
});
