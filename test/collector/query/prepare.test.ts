import { expect, test } from 'vitest';
import { prepareSteps } from '../../../collector/query/prepare.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { SegmentError } from '../../../collector/segment/error.ts';
import { callSources } from '../../support/call-sources.ts';
import { trace } from '../../support/trace.ts';

test('what was prepared is what questions find, and nothing is prepared for nobody', async () => {
  const t = trace();
  for (const at of [0, 500, 1500]) t.request('INVITE', { fromUser: 'zoe', at });
  t.request('OPTIONS', { callId: 'later', fromUser: 'zoe', at: 3000 });
  const sources = await callSources(t);
  atOnce(prepareSteps(sources, () => false));
  expect(sources.users.size).toBe(1);
  atOnce(prepareSteps(sources, () => true));
  expect(sources.users.size).toBe(3);
  expect(sources.findings.profileOf(t.store.legs[0]).entries).toHaveLength(1);
});

test('a message that is gone is told to who asks about its leg, not before', async () => {
  const sources = await callSources(trace().request('INVITE'));
  const gone = new SegmentError('SIPA_SEGMENT_EXPIRED', 'gone', 'none');
  sources.findings.profileNumber = () => {
    throw gone;
  };
  atOnce(prepareSteps(sources, () => true));
  sources.findings.profileNumber = () => {
    throw new Error('a fault');
  };
  expect(() => atOnce(prepareSteps(sources, () => true))).toThrow('a fault');
});
