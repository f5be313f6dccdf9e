import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { MessageDetail } from '../../../../server/wire/types.ts';
import type { MessagePanel } from '../../../../ui/pages/call/message-panel.ts';
import type { MessageTab } from '../../../../ui/state/route.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/call/message-panel.ts';

afterEach(unmount);

const RAW = 'INVITE sip:b@b SIP/2.0\r\nv: SIP/2.0/UDP a;branch=z9hG4bK7\r\nX: \u0000<b>\r\n\r\nv=0\r\n';
const message = (more: Partial<MessageDetail> = {}): MessageDetail => ({
  id: 'demo:1',
  index: 1,
  leg: 0,
  callId: 'x',
  time: 0,
  nanos: 0,
  source: '10.0.0.1:5060',
  destination: '10.0.0.2:5060',
  transport: 'UDP',
  frameNumber: 7,
  file: '/x/demo.pcap',
  length: RAW.length,
  retransmission: false,
  duplicates: 0,
  capturePoints: [{ name: 'demo.pcap', time: 0, frameNumber: 7 }],
  startLine: 'INVITE sip:b@b SIP/2.0',
  raw: RAW,
  headers: [
    {
      name: 'v',
      canonical: 'Via',
      value: 'SIP/2.0/UDP a;branch=z9hG4bK7',
      parts: [{ name: 'branch', value: 'z9hG4bK7' }],
      problems: [],
    },
    { name: 'X', canonical: 'X', value: '\u0000<b>', parts: [], problems: ['NUL in a header (RFC 3261 §25.1)'] },
  ],
  bodies: [{ contentType: 'application/sdp', headers: [], text: 'v=0\r\n', length: 5 }],
  problems: [],
  ...more,
});
const panel = (
  value: MessageDetail | undefined,
  tab: MessageTab = 'raw',
  problem?: { code: string; message: string; hint: string },
) =>
  mount<MessagePanel>(
    html`<message-panel .asked=${{ id: 'demo:1', value, problem }} .tab=${tab}></message-panel>`,
    500,
    600,
  );

describe('a message', () => {
  test('has its raw text first', async () => {
    const raw = inside(await panel(message()), 'message-raw')[0];
    expect(raw?.shadowRoot?.querySelector('pre')?.textContent).toContain('X: ⟨NUL⟩<b>');
  });
  test('is taken apart in a face of its own, its body in another', async () => {
    const element = await panel(message(), 'headers');
    expect(textOf(inside(element, '#tab-headers')[0])).toBe('Parsed 2');
    await expect.poll(() => inside(element, 'message-parsed').length).toBe(1);
    element.tab = 'body';
    await drawn(element);
    expect(inside(element, 'message-body')[0]?.shadowRoot?.querySelector('h3')?.textContent).toContain(
      'application/sdp',
    );
  });
  test('has lint and differences as faces of their own', async () => {
    const lint = { id: 'x', severity: 'error', message: 'a NUL', rfc: 'RFC 3261 §25.1', place: 'message' } as const;
    const element = await panel(message({ lint: [lint], problems: ['a NUL (RFC 3261 §25.1)', 'cut'] }), 'lint');
    expect(textOf(inside(element, '#tab-lint')[0])).toBe('Lint ⚑ 1');
    expect(textOf(inside(element, 'header .problems')[0])).toBe('cut');
    await expect.poll(() => inside(element, 'message-lint').length).toBe(1);
    element.tab = 'diff';
    await drawn(element);
    expect(inside(element, 'message-diff')).toHaveLength(1);
  });
  test('leads from a mark in the raw text to its rule', async () => {
    const lint = { id: 'x', severity: 'error', message: 'a NUL', rfc: 'RFC 3261 §25.1', place: 'message' } as const;
    const element = await panel(message({ lint: [lint] }));
    const tabs = heard<MessageTab>(element, 'tab-change');
    inside(element, 'message-raw')[0]?.dispatchEvent(new CustomEvent('lint-open', { detail: 0 }));
    expect(tabs).toEqual(['lint']);
  });
  test('copies the raw text as it came', async () => {
    const element = await panel(message());
    expect(inside(element, 'header copy-button')[0]).toHaveProperty('text', RAW);
  });
});

test('a message on its way says so, a refused one says why', async () => {
  expect(textOf(inside(await panel(undefined), '[role=status]')[0])).toBe('Reading the message…');
  const refused = await panel(undefined, 'raw', {
    code: 'SIPA_X',
    message: 'The file is gone.',
    hint: 'Open it again.',
  });
  expect(textOf(inside(refused, '[role=alert]')[0])).toContain('The file is gone. Open it again.');
});
test('tabs move by arrow keys and by click', async () => {
  const element = await panel(message());
  const tabs = heard<MessageTab>(element, 'tab-change');
  inside(element, '#tab-body')[0]?.click();
  inside(element, '[role=tablist]')[0]?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }),
  );
  expect(tabs).toEqual(['body', 'diff']);
});

describe('where it was captured', () => {
  const points = [
    { name: 'eth0', time: 1_000_000, frameNumber: 7 },
    { name: 'HEP 2001 (node1)', time: 1_000_431, frameNumber: 90 },
  ];
  test('is told with the differences when it was seen at more than one point', async () => {
    const element = await panel(message({ duplicates: 1, capturePoints: points }));
    expect(inside(element, '.points li').map(textOf)).toEqual([
      'eth0 00:00:01.000000 frame 7',
      'HEP 2001 (node1) 00:00:01.000431 +0.000431 s frame 90',
    ]);
  });
  test('needs no line of its own when it is the file that is named already', async () => {
    expect(inside(await panel(message()), '.points')).toHaveLength(0);
  });
  test('stands beside what binds it to other legs', async () => {
    const element = await panel(message({ correlationId: 'a-leg@b' }));
    expect(textOf(inside(element, '.points')[0])).toBe('Correlation IDa-leg@b');
  });
});
