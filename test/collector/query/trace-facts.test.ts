import { expect, test } from 'vitest';
import { StoredTraceFacts } from '../../../collector/query/trace-facts.ts';
import { callSources } from '../../support/call-sources.ts';
import { EPOCH, trace } from '../../support/trace.ts';

test('counts, and a glance at each leg by one object that is lent', async () => {
  const t = trace()
    .request('INVITE')
    .response(503, 'INVITE', { toTag: 'b' })
    .request('OPTIONS', { callId: 'o', from: '10.0.0.3:5060' });
  t.tracker.noteCaptureLoss(4, EPOCH, EPOCH + 1, 'eth0');
  const facts = new StoredTraceFacts(await callSources(t));
  expect([...facts.requests]).toEqual([
    ['INVITE', 1],
    ['OPTIONS', 1],
  ]);
  expect([...facts.responses]).toEqual([[503, 1]]);
  expect(facts.framesLost).toBe(4);
  const seen = new Set<object>();
  const words: string[] = [];
  for (const glance of facts.legs()) {
    seen.add(glance);
    words.push(`${glance.leg} ${glance.kind} ${glance.state} ${glance.statusCode} ${glance.sourceAddress}`);
  }
  expect(words).toEqual(['0 call failed 503 10.0.0.1', '1 options pending 0 10.0.0.3']);
  expect(seen.size).toBe(1);
});

test('a leg can be opened, one that is not there cannot', async () => {
  const facts = new StoredTraceFacts(await callSources(trace().request('INVITE')));
  expect(facts.open(0)?.messages).toHaveLength(1);
  expect(facts.open(5)).toBeUndefined();
});

test('hosts, sources and registrations are counted; one header of any message can be read', async () => {
  const t = trace().request('REGISTER').response(403, 'REGISTER');
  const sources = await callSources(t);
  const facts = new StoredTraceFacts(sources);
  expect(facts.traffic().messages).toBe(2);
  expect(facts.traffic().pairOf('10.0.0.1', '10.0.0.2')).toMatchObject({ requests: 1, responses: 1 });
  expect(facts.traffic()).toBe(facts.traffic());
  expect(facts.sources(9)).toMatchObject([{ address: '10.0.0.1', refused: 1 }]);
  expect([...facts.registrations()]).toMatchObject([{ aor: 'sip:bob@example.net', tries: [{ finalCode: 403 }] }]);
  expect([facts.timeOf(0), facts.timeOf(9), facts.header(9, 'From')]).toEqual([EPOCH, undefined, undefined]);
  expect(facts.header(0, 'Via')).toBeUndefined();
  expect([facts.mentions(9, /./), facts.mentions(0, /friendly/)]).toEqual([false, false]);
});
