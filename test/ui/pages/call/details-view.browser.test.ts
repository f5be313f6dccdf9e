import { render } from 'lit';
import { expect, test, vi } from 'vitest';
import { clock } from '../../../../ui/base/format.ts';
import { detailsView } from '../../../../ui/pages/call/details-view.ts';
import { callDetail } from '../../../support/ui-meaning.ts';
import { textOf } from '../../../support/ui-mount.ts';

test('every step of the state names its message, or the timer that did it', () => {
  const onMessage = vi.fn();
  const box = document.createElement('div');
  const time = 1_768_471_331_000_000;
  const transitions = [
    { state: 'trying', time, message: 4 },
    { state: 'timeout', time: time + 32_000_000, message: -1 },
  ] as const;
  const dialogs = [{ localTag: 'l\u0000', remoteTag: 'r', state: 'early', startTime: time }] as const;
  render(detailsView(callDetail(7, { transitions, dialogs }), clock, onMessage), box);
  const text = textOf(box);
  for (const part of ['10:02:11.000 trying #4', 'timeout by a timer', 'early l⟨NUL⟩ ⇄ r']) expect(text).toContain(part);
  box.querySelector<HTMLElement>('.message-link')?.click();
  expect(onMessage.mock.calls).toEqual([[4]]);
});
