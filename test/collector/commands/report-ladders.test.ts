import { expect, test } from 'vitest';
import { worstLadders } from '../../../collector/commands/report-ladders.ts';
import { story } from '../../support/story.ts';

test('a capture without findings has no ladders', async () => {
  expect(worstLadders(await story().request('OPTIONS').response(200, 'OPTIONS').capture())).toBe('');
});

test('three ladders at most, in fences', async () => {
  const told = story();
  for (let i = 0; i < 5; i++) {
    told.request('INVITE', { callId: `c${i}`, at: i * 10_000 }).repeat([500, 1500]);
    told.request('BYE', { callId: `c${i}`, toTag: 'b', cseq: 2 }).repeat([500, 1500]);
  }
  const text = worstLadders(await told.capture());
  const fences = text.match(/^`{3,}/gm) ?? [];
  expect(fences.length).toBeGreaterThanOrEqual(2);
  expect(fences.length).toBeLessThanOrEqual(6);
  expect(text).toContain('10.0.0.1:5060');
});

test('a fence is longer than any in the ladder', async () => {
  const method = '````';
  const text = worstLadders(await story().request(method).repeat([500, 1500]).capture());
  expect(text).toContain(`- ${method} `);
  expect(text.match(/^`{5}/gm)).toHaveLength(2);
});

test('a long ladder is cut and says so', async () => {
  const told = story();
  for (let i = 0; i < 200; i++) told.request('OPTIONS', { cseq: i + 1, branch: `z9hG4bK-${i}` });
  const text = worstLadders(await told.request('INVITE', { cseq: 500 }).repeat([500, 1500]).capture());
  expect(text).toMatch(/\.\.\. \d+ more lines: sipscope ladder/);
});
