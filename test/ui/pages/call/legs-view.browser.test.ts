import { render } from 'lit';
import { expect, test, vi } from 'vitest';
import { type LegsInput, legsView } from '../../../../ui/pages/call/legs-view.ts';
import { legLink } from '../../../support/ui-meaning.ts';
import { textOf } from '../../../support/ui-mount.ts';

function shown(more: Partial<LegsInput>): HTMLElement {
  const box = document.createElement('div');
  const nothing = vi.fn();
  const input = { group: undefined, leg: 7, isMerged: false, isBusy: false };
  render(legsView({ ...input, onLeg: nothing, onMerge: nothing, onLink: nothing, onMessage: nothing, ...more }), box);
  return box;
}

test('a call of one leg says so', () => {
  const alone = { id: '7@a', legs: [7], callIds: ['7@a'], links: [] };
  expect(textOf(shown({}))).toContain('No other leg');
  expect(textOf(shown({ group: alone }))).toContain('No other leg');
});

test('the other legs are a click away', () => {
  const onLeg = vi.fn();
  const group = { id: '7@a', legs: [7, 9], callIds: ['7@a', '9@a'], links: [legLink(7, 9)] };
  const box = shown({ group, onLeg });
  box.querySelector<HTMLElement>('.legs .message-link')?.click();
  expect(onLeg.mock.calls).toEqual([[9]]);
});

test('what was joined by hand is taken back, not cut', () => {
  const onLink = vi.fn();
  const link = legLink(7, 9, { reason: 'manual' });
  const box = shown({ group: { id: '7@a', legs: [7, 9], callIds: ['7@a', '9@a'], links: [link] }, onLink });
  box.querySelector<HTMLElement>('table .button')?.click();
  expect(onLink.mock.calls).toEqual([[link, 'reset']]);
});
