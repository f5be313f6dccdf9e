import { join } from 'node:path';
import { expect, test } from 'vitest';
import { passedOn } from '../../../collector/query/passed-on.ts';
import { TraceFindings } from '../../../collector/query/trace-findings.ts';
import { callSources } from '../../support/call-sources.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { trace } from '../../support/trace.ts';

test('a trace without links has no pairs, and costs nothing to ask', async () => {
  const sources = await callSources(trace().request('INVITE').request('INVITE', { callId: 'other' }));
  expect([...passedOn(sources)]).toEqual([]);
  expect(new TraceFindings(() => sources).all()).toEqual([]);
});

test.each([
  'b2bua-header.pcap',
  'b2bua-session-id.pcap',
  'b2bua-plain.pcap',
  'transfer-attended.pcap',
  'conference.pcap',
])('recorded calls of several legs went as they should: %s', async name => {
  const capture = await readCapture(join(FIXTURES, name));
  const { byRule } = capture.answers.findings({ offset: 0, limit: 1 });
  expect(byRule.map(({ rule }) => rule)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/bye-not-passed-on|refusal-changed|passed-on-late/)]),
  );
  await capture.close();
});

test.each([
  ['bye-not-passed-on', 2, 'no BYE came there'],
  ['refusal-changed', 4, 'refused with 486'],
  ['passed-on-late', 4, 'kept the INVITE of 10.10.0.11:5060 for 5'],
])('recorded calls of several legs of which one went wrong: %s', async (rule, legs, words) => {
  const capture = await readCapture(join(FIXTURES, `${rule}.pcap`));
  expect(capture.answers.groups().flatMap(group => group.legs)).toHaveLength(legs);
  const { items } = capture.answers.findings({ offset: 0, limit: 9, rule });
  expect(items).toMatchObject([{ rule, message: expect.stringContaining(words) }]);
  await capture.close();
});
