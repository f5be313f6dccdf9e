import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { story } from '../../support/story.ts';

test('facts of a recorded call: summary, messages, dialogs, streams, the capture around it', async () => {
  const facts = (await readCapture(join(FIXTURES, 'basic-call-proxy.pcap'))).answers.factsOf(0);
  expect(facts?.call.state).toBe('ended');
  expect(facts?.messages).toHaveLength(13);
  expect(facts?.dialogs).toHaveLength(1);
  expect(facts?.streams).toHaveLength(2);
  expect(facts?.sessions()).toHaveLength(1);
  expect(facts?.seesMedia).toBe(true);
  expect(facts?.hasLosses).toBe(false);
  expect(facts?.icmp).toEqual([]);
  expect(facts?.capture.seesResponses).toBe(true);
  expect(facts?.capture.end).toBeGreaterThan(facts?.capture.start ?? 0);
});

test('a message is decoded once', async () => {
  const facts = (
    await story()
      .request('INVITE', { headers: ['X-A: 1'] })
      .capture()
  ).answers.factsOf(0);
  const message = facts?.messages[0];
  if (facts === undefined || message === undefined) throw new Error('no message');
  expect(facts.read(message).header('X-A')).toBe('1');
  expect(facts.read(message)).toBe(facts.read(message));
});

test('a leg that is not there has no facts', async () => {
  expect((await story().request('INVITE').capture()).answers.factsOf(7)).toBeUndefined();
});
