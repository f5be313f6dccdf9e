import { expect, test } from 'vitest';
import type { CallSources } from '../../../collector/query/call-detail.ts';
import { rehearseSteps } from '../../../collector/query/rehearse.ts';
import { SegmentError } from '../../../collector/segment/error.ts';
import { callSources } from '../../support/call-sources.ts';
import { type Trace, trace } from '../../support/trace.ts';

/** Responses of all legs: for them a ladder reads messages. */
async function rehearsed(
  t: Trace,
  read?: () => Buffer,
  isWanted = () => true,
): Promise<{ steps: number; reads: number }> {
  const sources: CallSources = await callSources(t);
  const own = sources.bytes.read.bind(sources.bytes);
  let reads = 0;
  sources.bytes.read = row => {
    reads++;
    return read?.() ?? own(row);
  };
  return { steps: [...rehearseSteps(sources, isWanted)].length, reads };
}

const call = (): Trace => trace().request('INVITE').response(100, 'INVITE').response(486, 'INVITE');

test('ladders of the first legs are made until their code is compiled, however few there are', async () => {
  const { steps, reads } = await rehearsed(call());
  expect(steps).toBe(400);
  expect(reads).toBeGreaterThanOrEqual(2 * 400);
});
test('a long leg is drawn in part, so that nobody waits for a step, and so many messages are enough', async () => {
  const t = trace();
  for (let at = 0; at < 1000; at++) t.request('OPTIONS', { cseq: at + 1, at });
  const { steps } = await rehearsed(t);
  expect(steps).toBe(8000 / 200);
});
test('nothing is rehearsed for nobody, nor where there are no calls', async () => {
  expect(await rehearsed(call(), undefined, () => false)).toEqual({ steps: 1, reads: 0 });
  expect((await rehearsed(trace())).steps).toBe(0);
});
test('messages that are gone are missed by nobody; a fault is told', async () => {
  const gone = new SegmentError('SIPA_SEGMENT_EXPIRED', 'gone', 'none');
  const failing = (error: Error) => () => {
    throw error;
  };
  expect((await rehearsed(call(), failing(gone))).steps).toBe(400);
  await expect(rehearsed(call(), failing(new Error('a fault')))).rejects.toThrow('a fault');
});
