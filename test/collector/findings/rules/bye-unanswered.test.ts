import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { story } from '../../../support/story.ts';

test('a BYE that is sent again and again without an answer is a warning', async () => {
  const found = await story()
    .answered()
    .request('BYE', { at: 5000, toTag: 'b', cseq: 2 })
    .repeat([500, 1500, 3500, 7500, 11_500])
    .wait(60_000)
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'bye-unanswered',
      severity: 'warning',
      confidence: 'high',
      message: '10.0.0.1:5060 hung up, but 10.0.0.2:5060 never answered the BYE, sent 6 times in 11.5 s.',
    },
  ]);
});

test('a recorded BYE to nobody is told once', async () => {
  const capture = await readCapture(join(FIXTURES, 'bye-unanswered.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([{ rule: 'bye-unanswered' }]);
});

test('a BYE that was lost once and then answered is healthy', async () => {
  const found = await story()
    .answered()
    .request('BYE', { at: 5000, toTag: 'b', cseq: 2 })
    .repeat([500, 1500])
    .response(200, 'BYE', { toTag: 'b', cseq: 2 })
    .findings();
  expect(found).toEqual([]);
});

test('a BYE at the very end of the capture says nothing', async () => {
  expect(await story().answered().request('BYE', { at: 5000, toTag: 'b', cseq: 2 }).findings()).toEqual([]);
});

test('a BYE sent once whose answer was not captured says nothing', async () => {
  const found = await story().answered().request('BYE', { at: 5000, toTag: 'b', cseq: 2 }).wait(60_000).findings();
  expect(found).toEqual([]);
});
