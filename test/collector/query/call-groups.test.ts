import { expect, test } from 'vitest';
import { B2BUA, GATEWAY, legs } from '../../support/legs.ts';

test('a call has its legs in order, their Call-IDs, and links with the messages that show them', async () => {
  const capture = await legs()
    .call('a', {})
    .call('b', { from: B2BUA, to: GATEWAY, at: 5000, called: '4988877665', headers: ['X-CID: a'] })
    .capture();
  const [group] = capture.answers.groups();
  expect(group).toMatchObject({ id: 'a', legs: [0, 1], callIds: ['a', 'b'] });
  expect(group.links).toMatchObject([
    { from: 0, to: 1, reason: 'header', score: 98, detail: 'X-CID: a', cut: false, joins: true },
  ]);
  const [message] = group.links[0].evidence.map(index => capture.message(index));
  expect(message).toMatchObject({ callId: 'b', startLine: expect.stringMatching(/^INVITE/) });
});

test('a leg alone is a call of its own; a leg that is not there has none', async () => {
  const capture = await legs().call('a', {}).capture();
  expect(capture.answers.group(0)).toEqual({ id: 'a', legs: [0], callIds: ['a'], links: [] });
  expect(capture.answers.group(7)).toBeUndefined();
});
