import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { BodyPart } from '../../../../server/wire/types.ts';
import type { MessageBody } from '../../../../ui/pages/message/message-body.ts';
import { messageDetail } from '../../../support/message-detail.ts';
import { drawn, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/message/message-body.ts';

afterEach(unmount);

const shown = (...bodies: readonly BodyPart[]) =>
  mount<MessageBody>(html`<message-body .message=${messageDetail({ bodies })}></message-body>`, 600, 600);
const text = (contentType: string, body: string): BodyPart => ({
  contentType,
  headers: [],
  text: body,
  length: body.length,
});

test('each part has its section; what is read stands in tables, empty columns left out', async () => {
  const reading = {
    format: 'ISUP REL: release',
    source: 'ITU-T Q.763',
    fields: [{ name: 'a', value: '<b>' }],
    tables: [{ title: 'Parameters', columns: ['parameter', 'value', 'none'], rows: [['Cause', '16', '']], omitted: 3 }],
    problems: ['cut'],
  };
  const element = await shown(text('application/sdp', 'v=0\r\n'), {
    contentType: 'application/isup',
    headers: [{ name: 'Content-Disposition', value: 'signal' }],
    base64: 'DAI=',
    length: 2,
    reading,
  });
  expect(inside(element, 'h3').map(textOf)).toEqual([
    'Part 1 of 2: application/sdp · 5 bytes',
    'Part 2 of 2: application/isup · 2 bytes',
  ]);
  const second = inside(element, 'section')[1];
  expect(textOf(second?.querySelector('table') ?? undefined)).toBe('Parameters parametervalue Cause16');
  for (const part of ['and 3 more rows', 'cut', 'Content-Disposition', '0000 0c 02'])
    expect(textOf(second)).toContain(part);
});
test('XML and JSON are indented, and as they were sent when wanted', async () => {
  const element = await shown(text('application/xml', '<a><b/></a>'));
  expect(inside(element, 'pre')[0]?.textContent).toBe('<a>\n  <b/>\n</a>');
  inside(element, '[aria-pressed=true]')[0]?.click();
  await drawn(element);
  expect(inside(element, 'pre')[0]?.textContent).toBe('<a><b/></a>');
});
test('a long text is cut and says so, no body says so too', async () => {
  const element = await shown(text('text/plain', 'x'.repeat(300_000)));
  expect(inside(element, 'pre')[0]?.textContent).toHaveLength(200_000);
  expect(textOf(inside(element, '.note')[0])).toContain('Cut here');
  expect(textOf(inside(await shown(), '.note')[0])).toBe('This message has no body.');
});
test('a part is downloaded as bytes under a harmless name', async () => {
  const element = await shown(text('text/plain', 'abc'));
  const names: string[] = [];
  const onClick = (event: Event): void => {
    if (!(event.target instanceof HTMLAnchorElement)) return;
    names.push(event.target.download);
    event.preventDefault();
  };
  // The link is never in the document, so it is heard at its prototype.
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    onClick({ target: this, preventDefault: () => {} } as unknown as Event);
  };
  inside(element, 'section .head .button')[0]?.click();
  HTMLAnchorElement.prototype.click = click;
  expect(names).toEqual(['demo-message-1-part-1.txt']);
});
