import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { MessageDetail } from '../../../../server/wire/types.ts';
import type { MessageDiff } from '../../../../ui/pages/message/message-diff-view.ts';
import { headerReports, messageDetail } from '../../../support/message-detail.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/message/message-diff-view.ts';

afterEach(unmount);

const LEFT = messageDetail({
  startLine: 'INVITE a SIP/2.0',
  raw: '1',
  headers: headerReports('CSeq: 1 INVITE', 'To: <b>', 'X: 1'),
});
const RIGHT = messageDetail({
  id: 'demo:2',
  index: 2,
  startLine: 'INVITE a SIP/2.0',
  raw: '2',
  headers: headerReports('CSeq: 2 INVITE', 'To: <b>;tag=9'),
});
const shown = (left: MessageDetail | undefined, right: MessageDetail, width = 900) =>
  mount<MessageDiff>(
    html`<message-diff .message=${right} .other=${left === undefined ? undefined : { id: left.id, value: left, problem: undefined }} folded></message-diff>`,
    width,
  );
const rowsOf = (element: MessageDiff): readonly string[] => inside(element, 'tbody tr:not(:has(.section))').map(textOf);

test('two messages stand side by side with what differs marked', async () => {
  const element = await shown(LEFT, RIGHT);
  expect(rowsOf(element)).toEqual([
    '≠changed CSeq − 1 INVITE+ 2 INVITE',
    '≠changed To − <b>+ <b>;tag=9',
    '−only in the left one X − 1not there',
  ]);
  expect(inside(element, 'mark').map(textOf)).toEqual(['1', '2', ';tag=9', '1']);
  const [left, right] = [inside(element, 'tbody .l')[0], inside(element, 'tbody .r')[0]];
  expect(left?.getBoundingClientRect().top).toBe(right?.getBoundingClientRect().top);
});
test('noise and equal rows are hidden by choice, and counted', async () => {
  const element = await shown(LEFT, RIGHT);
  const [short, noise] = inside(element, 'input');
  noise?.click();
  await drawn(element);
  expect(rowsOf(element)).toHaveLength(2);
  expect(textOf(inside(element, '[role=status]')[0])).toBe('1 equal row hidden · 1 row of noise hidden');
  short?.click();
  await drawn(element);
  expect(rowsOf(element)).toHaveLength(3);
});
test('in a narrow panel the two sides stand below each other', async () => {
  const element = await shown(LEFT, RIGHT, 340);
  const [left, right] = [inside(element, 'tbody .changed .l')[0], inside(element, 'tbody .changed .r')[0]];
  expect(right?.getBoundingClientRect().top).toBeGreaterThan(left?.getBoundingClientRect().top ?? 0);
  expect(element.scrollWidth).toBeLessThanOrEqual(340);
});
test('the same message twice is the same', async () => {
  const element = await shown(LEFT, LEFT);
  expect(textOf(inside(element, '.calm')[0])).toBe('The two messages are the same, byte for byte.');
});
test('without another message it says how to choose one', async () => {
  const element = await shown(undefined, RIGHT);
  expect(textOf(inside(element, '.tools')[0])).toContain('Mark any other with Space');
  const asked = heard(element, 'merge-toggle');
  inside(element, '.tools button')[0]?.click();
  expect(asked).toHaveLength(1);
});
