import { html, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { CallLadder } from '../../../../ui/ladder/call-ladder.ts';
import type { PreviewInput } from '../../../../ui/pages/calls/preview.ts';
import { previewView } from '../../../../ui/pages/calls/preview.ts';
import { texts } from '../../../../ui/texts.ts';
import { textOf } from '../../../support/ui-mount.ts';
import { callRow } from '../../../support/ui-state.ts';

const nothing = (): void => {};
function drawn(asked: PreviewInput['asked'], onOpen = nothing): HTMLElement {
  render(html`${previewView({ asked, onOpen, onMessage: nothing, onClose: nothing })}`, document.body);
  return document.body;
}

afterEach(() => render(html``, document.body));

test('says what to do without a call, and why there is none', () => {
  expect(textOf(drawn(undefined))).toBe(texts.preview.none);
  const problem = { code: 'X', message: 'It is gone', hint: 'Look elsewhere.' };
  expect(textOf(drawn({ id: 'demo:1', value: undefined, problem }))).toContain('It is gone');
});
test('shows the call in short, as text alone', () => {
  const call = {
    call: callRow(1, { fromUser: '<b>\u202ex</b>' }),
    ladder: { hosts: [], rows: [], omitted: 0 },
    transitions: [],
    dialogs: [],
    transactions: [],
    streams: [],
    sessions: [],
    findings: [],
  };
  const opened: string[] = [];
  const box = drawn({ id: 'demo:1', value: { call, message: undefined }, problem: undefined }, () => opened.push('x'));
  expect(textOf(box)).toContain('ended <b>⟨U+202E⟩x</b> → b');
  expect(textOf(box)).toContain(texts.findings.healthy);
  const ladder = box.querySelector<CallLadder>('call-ladder');
  expect(ladder?.ladder).toMatchObject({ hosts: [], rows: [], messages: 0 });
  box.querySelector<HTMLElement>('.button')?.click();
  expect(opened).toHaveLength(1);
});
