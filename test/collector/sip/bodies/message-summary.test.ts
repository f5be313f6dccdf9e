import { expect, test } from 'vitest';
import { readMessageSummary } from '../../../../collector/sip/bodies/message-summary.ts';

test('messages waiting, with urgent ones', () => {
  const text =
    'Messages-Waiting: yes\r\nMessage-Account: sip:ada@vm\r\nVoice-Message: 4/8 (1/2)\r\nFax-Message: 0/1\r\nnoise\r\n';
  expect(readMessageSummary(text)).toEqual({
    kind: 'message-summary',
    waiting: true,
    account: 'sip:ada@vm',
    counts: [
      { class: 'voice-message', new: 4, old: 8, newUrgent: 1, oldUrgent: 2 },
      { class: 'fax-message', new: 0, old: 1, newUrgent: 0, oldUrgent: 0 },
    ],
  });
  expect(readMessageSummary('Messages-Waiting: no')).toMatchObject({ waiting: false, counts: [] });
  expect(readMessageSummary('hello')).toBeUndefined();
});
