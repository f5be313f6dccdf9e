import { render } from 'lit';
import { expect, test } from 'vitest';
import type { CaptureInfo } from '../../../../server/wire/protocol.ts';
import { noneView } from '../../../../ui/pages/table/none-view.ts';
import type { Action } from '../../../../ui/state/actions.ts';
import { ALL_TIME, between } from '../../../../ui/state/time-range.ts';
import { heard, textOf } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { at, storeWith } from '../../../support/ui-store.ts';

const WORDS = { noneTitle: 'Nothing wrong', none: 'Every rule was silent.' };

function shown(progress: Partial<CaptureInfo['progress']>, isOfSip = true, ...more: readonly Action[]) {
  const box = document.createElement('div');
  const { state } = storeWith({ type: 'captures', captures: [captureInfo('demo', progress)] }, ...more);
  render(noneView(state, box, WORDS, isOfSip), box);
  return { title: textOf(box.querySelector('h2') ?? undefined), box };
}

test('none is said of a capture that is read and holds SIP', () => {
  expect(shown({ messages: 5 }).title).toBe('Nothing wrong');
});
test('while a capture is being read nobody knows yet', () => {
  expect(shown({ messages: 5, state: 'loading' }).title).toBe('Nothing yet');
});
test('of a capture without SIP that is said, with what became of its frames; media need none', () => {
  const { title, box } = shown({ messages: 0, frames: 3 });
  const steps = heard<{ to: unknown }>(box, 'navigate');
  box.querySelector('button')?.click();
  expect([title, steps[0]?.to]).toEqual(['No SIP in this capture', { page: 'capture' }]);
  expect(shown({ messages: 0 }, false).title).toBe('Nothing wrong');
});
test('a range of time says nothing of other times: the way to all of them is there', () => {
  const { title, box } = shown({ messages: 5 }, true, at({ range: between(1, 2) }));
  const steps = heard<{ to: unknown }>(box, 'navigate');
  box.querySelector('button')?.click();
  expect([title, steps[0]?.to]).toEqual(['Nothing in this range of time', { range: ALL_TIME, row: undefined }]);
});
