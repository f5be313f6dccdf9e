import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { MessageDetail } from '../../../../server/wire/types.ts';
import { LONG_LINE, type MessageRaw } from '../../../../ui/pages/message/message-raw.ts';
import { messageDetail } from '../../../support/message-detail.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';

afterEach(unmount);

const RAW = 'INVITE sip:b@b SIP/2.0\r\nv: SIP/2.0/UDP a;branch=z9hG4bK7\r\nX: \u0000<b>\r\n\r\nv=0\r\n';
const shown = (more: Partial<MessageDetail> = {}) =>
  mount<MessageRaw>(html`<message-raw .message=${messageDetail({ raw: RAW, ...more })}></message-raw>`, 500, 600);

describe('the raw text', () => {
  test('is every line as text, with the unseen made visible', async () => {
    const element = await shown();
    expect(inside(element, 'pre')[0]?.textContent).toBe(
      'INVITE sip:b@b SIP/2.0\nv: SIP/2.0/UDP a;branch=z9hG4bK7\nX: ⟨NUL⟩<b>\n\nv=0\n\n',
    );
    expect(inside(element, 'pre b')).toHaveLength(0);
  });
  test('says when its bytes are no text', async () => {
    expect(textOf((await shown({ rawBase64: 'Yf8=' })).shadowRoot?.querySelector('.note') ?? undefined)).toContain(
      'Some bytes are no UTF-8',
    );
  });
  test('folds a line of 64 KiB, says how much, and opens it', async () => {
    const element = await shown({ raw: `INVITE x SIP/2.0\r\nX: ${'z'.repeat(65_000)}\r\n\r\n` });
    expect(inside(element, 'pre')[0]?.textContent?.length).toBeLessThan(LONG_LINE + 100);
    expect(textOf(inside(element, '.more')[0])).toBe('… 61,003 more characters');
    inside(element, '.more')[0]?.click();
    await drawn(element);
    expect(inside(element, 'pre')[0]?.textContent).toContain('z'.repeat(65_000));
    expect(element.scrollWidth).toBeLessThanOrEqual(500);
  });
  test('has what is wrong at its line, in words, and asks for the rule', async () => {
    const element = await shown({
      lint: [
        { id: 'x', severity: 'error', message: 'NUL', rfc: 'RFC 3261 §25.1', place: 'header', header: 'X', at: 1 },
      ],
    });
    const opened = heard<number>(element, 'lint-open');
    expect(textOf(inside(element, '.marked.s-error')[0])).toBe('X: ⟨NUL⟩<b>');
    expect(textOf(inside(element, '.mark')[0])).toBe('NUL RFC 3261 §25.1');
    inside(element, '.mark')[0]?.click();
    expect(opened).toEqual([0]);
    element.showProblem(0);
    await drawn(element);
    expect(element.shadowRoot?.activeElement).toBe(inside(element, '.mark')[0]);
  });
});

test('bytes are dumped in hexadecimal', async () => {
  const element = await shown({ raw: 'a', rawBase64: 'Yf8=' });
  inside(element, '[aria-pressed=false]')[0]?.click();
  await drawn(element);
  expect(textOf(inside(element, 'pre.hex')[0])).toBe('0000 61 ff a.');
});
test('copies a step for sipp and a link, and offers the bytes', async () => {
  const element = await shown();
  const [sipp, link] = inside(element, 'copy-button').map(button => {
    const text: unknown = Reflect.get(button, 'text');
    return typeof text === 'function' ? String(text()) : '';
  });
  expect(sipp).toContain('<![CDATA[\n\nINVITE sip:b@b SIP/2.0\n');
  expect(link).toBe(`${location.origin}/calls/demo:0?message=1`);
  expect(inside(element, 'a[download]')[0]?.getAttribute('href')).toBe('/api/messages/demo%3A1/raw');
});
