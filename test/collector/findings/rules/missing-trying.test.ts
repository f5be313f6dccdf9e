import { expect, test } from 'vitest';
import { story } from '../../../support/story.ts';

test('a server that is silent for two seconds makes the caller repeat itself', async () => {
  const found = await story()
    .request('INVITE', { at: 0 })
    .repeat([500, 1500])
    .response(180, 'INVITE', { at: 2300, toTag: 'b' })
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'missing-trying',
      severity: 'notice',
      message:
        '10.0.0.2:5060 took 2.3 s to react to the INVITE and sent no 100 Trying in time, so 10.0.0.1:5060 sent it 3 times.',
      evidence: [0, 1, 2, 3],
    },
  ]);
});

test('an answer at once after the repeat means that the first INVITE was lost', async () => {
  const found = await story()
    .request('INVITE', { at: 0 })
    .repeat([500])
    .response(100, 'INVITE', { at: 510 })
    .findings();
  expect(found).toEqual([]);
});

test('a slow server that sends 100 at once is healthy', async () => {
  const found = await story()
    .request('INVITE', { at: 0 })
    .response(100, 'INVITE', { at: 50 })
    .response(180, 'INVITE', { at: 5000, toTag: 'b' })
    .findings();
  expect(found).toEqual([]);
});

test('a slow server that the caller has patience with is healthy', async () => {
  const found = await story().request('INVITE', { at: 0 }).response(180, 'INVITE', { at: 450, toTag: 'b' }).findings();
  expect(found).toEqual([]);
});
