import { render } from 'lit';
import { expect, test } from 'vitest';
import type { CallSummary } from '../../../../server/wire/types.ts';
import { writeTerm } from '../../../../ui/filter/terms.ts';
import { callHeader } from '../../../../ui/pages/call/call-header.ts';
import type { ValueButton } from '../../../../ui/pages/value-button.ts';
import { textOf } from '../../../support/ui-mount.ts';
import { callRow } from '../../../support/ui-state.ts';

function shown(more: Partial<CallSummary>): HTMLElement {
  const box = document.createElement('div');
  render(callHeader(callRow(1, more)), box);
  return box;
}

test('times that were not seen are left out', () => {
  const titles = Array.from(shown({}).querySelectorAll('dt'), textOf);
  expect(titles).toEqual(['Start', 'Messages', 'Transport', 'Call-ID']);
});
test('a call without a final response has no code', () => {
  expect(textOf(shown({ state: 'ringing', statusCode: 0 }).querySelector('.state') ?? undefined)).toBe('ringing');
});
test('a registration says its kind', () => {
  expect(textOf(shown({ kind: 'registration', method: 'REGISTER' }))).toContain('REGISTER · registration');
});
test('a hostile name is text, cut', () => {
  const box = shown({ fromUser: `<img src=x>\u202e${'x'.repeat(60_000)}`, callId: '\u0000'.repeat(60_000) });
  expect(box.querySelector('img')).toBeNull();
  expect(box.textContent?.length).toBeLessThan(3000);
  expect(textOf(box)).toContain('<img src=x>⟨U+202E⟩');
});
test('each value can be filtered by, by its own field; a time by its least', () => {
  const call = callRow(1, {
    state: 'failed',
    statusCode: 486,
    fromUser: '100',
    toUser: '',
    to: 'sip:b@b',
    pdd: 300.7,
    flags: ['forked'],
  });
  const box = document.createElement('div');
  document.body.append(box);
  render(callHeader(call), box);
  const buttons = [...box.querySelectorAll<ValueButton>('value-button')];
  const terms = buttons.map(({ term }) => (term === undefined ? '' : writeTerm(term)));
  for (const term of [
    'state = failed',
    'code = 486',
    'fromUser = 100',
    'to = "sip:b@b"',
    'firstMethod = INVITE',
    'flag = forked',
    'pdd >= 300ms',
  ])
    expect(terms).toContain(term);
  // One of them can be tabbed to; the others are reached by arrows.
  expect(buttons.filter(({ first }) => first)).toHaveLength(1);
  box.remove();
});
