import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { LadderDiagram } from '../../../server/wire/types.ts';
import type { CallLadder } from '../../../ui/ladder/call-ladder.ts';
import { shapeLadder } from '../../../ui/ladder/shape.ts';
import { START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/ladder/call-ladder.ts';

afterEach(unmount);

const show = (diagram: LadderDiagram, selected = -1, keyed = false, timeMode = 'relative') =>
  mount<CallLadder>(
    html`<call-ladder .ladder=${shapeLadder(diagram, START_VIEW)} .selected=${selected} ?keyed=${keyed} .timeMode=${timeMode}></call-ladder>`,
    900,
    400,
  );
const of = (...rows: LadderDiagram['rows']): LadderDiagram => ({ ...ladder(0), rows });
const labels = (element: Element): readonly string[] => inside(element, '.label').map(textOf);

describe('a ladder', () => {
  test('of 1,000 messages draws only those on screen', async () => {
    const element = await show(ladder(1000));
    expect(inside(element, '.row').length).toBeLessThan(30);
    expect(inside(element, '[role=grid]')[0]?.getAttribute('aria-rowcount')).toBe('1001');
  });
  test('comes up at the message of a link, in the middle', async () => {
    const element = await show(ladder(1000), 500);
    await drawn(element);
    const row = inside(element, '.selected')[0]?.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    expect(row?.top).toBeGreaterThan(box.top + 100);
    expect(row?.bottom).toBeLessThan(box.bottom - 100);
  });
  test('keeps heads and times in view when scrolled both ways', async () => {
    const hosts = Array.from({ length: 20 }, (_, column) => ({
      column,
      label: `h${column}`,
      address: `10.0.0.${column}`,
      ports: [5060],
    }));
    const element = await show({ ...ladder(200), hosts });
    inside(element, '.scroller')[0]?.scrollTo(600, 1000);
    await drawn(element);
    const box = element.getBoundingClientRect();
    expect(inside(element, '.heads')[0]?.getBoundingClientRect().top).toBeCloseTo(box.top, 0);
    expect(inside(element, '.time')[0]?.getBoundingClientRect().left).toBeCloseTo(box.left, 0);
  });
  test('has no lifeline while its hosts are not known', async () => {
    const element = await show({ hosts: [], rows: [], omitted: 0 });
    const [body] = inside(element, '.body');
    expect(getComputedStyle(body ?? element, '::before').width).toBe('0px');
  });
  test('has lifelines under heads alone, however wide it is', async () => {
    const element = await show(ladder(3));
    const body = inside(element, '.body')[0] ?? element;
    const last = inside(element, '.host').at(-1)?.getBoundingClientRect().right ?? 0;
    const lines = getComputedStyle(body, '::before');
    const right = body.getBoundingClientRect().left + Number.parseFloat(lines.left) + Number.parseFloat(lines.width);
    expect(right).toBeCloseTo(last, 0);
  });
  test('says method, codecs, retransmission, duplicates and faults on the arrow', async () => {
    const element = await show(
      of(
        ladderMessage(0, { hasSdp: true, sdp: 'PCMU PCMA' }),
        ladderMessage(1, { retransmission: true, retransmissionOf: 0 }),
        ladderMessage(2, { label: '180 Ringing', statusCode: 180, duplicates: 1 }),
        ladderMessage(3, { faults: ['truncated'] }),
      ),
    );
    expect(labels(element)).toEqual([
      'INVITEPCMU PCMA',
      'INVITE↻ retrafter 1 ms',
      '180 Ringingat 2 points',
      'INVITE⚑ truncated',
    ]);
    expect(inside(element, '.again .line')).toHaveLength(1);
  });
  test('shows a silence as one quiet row', async () => {
    const element = await show(of(ladderMessage(0), { type: 'gap', time: 1, duration: 31_500 }, ladderMessage(1)));
    expect(textOf(inside(element, '.gap')[0])).toBe('⋯ 31.5 s without a message');
  });
  test('tells how many messages it leaves out', async () => {
    const element = await show({ ...ladder(3), omitted: 1200 });
    expect(textOf(inside(element, '.omitted')[0])).toContain('1,200 messages');
  });
  test('without messages has its heads and does not throw', async () => {
    expect(inside(await show(ladder(0)), '.host')).toHaveLength(2);
  });
  test('prints IPv6 in brackets and a name in place of an address', async () => {
    const element = await show(ladder(1));
    expect(inside(element, '.host').map(textOf)).toEqual(['sbc-1 10.0.0.7:5060', '[2001:db8::3] 2 ports']);
  });
});

describe('hostile text', () => {
  const evil = `<img src=x onerror="window.hit=1">\u202e\u0000${'y'.repeat(60_000)}`;
  test('is text: no element comes of it, and it is cut', async () => {
    const element = await show({
      ...of(ladderMessage(0, { label: evil, method: evil, hasSdp: true, sdp: evil, faults: [evil] })),
      hosts: [{ column: 0, label: evil, address: '::1', ports: [] }],
    });
    expect(inside(element, 'img')).toHaveLength(0);
    expect(labels(element)[0]?.length).toBeLessThan(500);
    expect(labels(element)[0]).toContain('⟨U+202E⟩⟨NUL⟩');
  });
  test('does not widen the ladder', async () => {
    const element = await show(of(ladderMessage(0, { label: evil })));
    const scroller = inside(element, '.scroller')[0];
    expect(scroller?.scrollWidth).toBeLessThanOrEqual(scroller?.clientWidth ?? 0);
  });
});

describe('the pointer', () => {
  test('over a message lights its transaction and dims the rest', async () => {
    const element = await show(ladder(30));
    inside(element, '.row')[3]?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
    await drawn(element);
    expect(inside(element, '.lit').map(row => row.dataset['at'])).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
    ]);
    expect(inside(element, '.dim').length).toBe(inside(element, '.row').length - 10);
  });
  test('on a message selects it, on a time changes how times are shown', async () => {
    const element = await show(ladder(30));
    const selected = heard<number>(element, 'message-select');
    const cycled = heard<undefined>(element, 'time-cycle');
    inside(element, '.label')[4]?.click();
    inside(element, '.time')[4]?.click();
    expect([selected, cycled.length]).toEqual([[4], 1]);
  });
});

test('keys light the transaction of the selected message too', async () => {
  const element = await show(ladder(30), 12, true);
  expect(inside(element, '.lit').map(row => row.dataset['at'])[0]).toBe('10');
});
test('times count from the start or from the row before', async () => {
  const times = async (mode: string): Promise<readonly string[]> =>
    inside(await show(ladder(3), -1, false, mode), '.time').map(textOf);
  expect(await times('relative')).toEqual(['+0.000000', '+0.001000', '+0.002000']);
  expect(await times('delta')).toEqual(['+0.000000', '+0.001000', '+0.001000']);
});

describe('what happened beside the messages', () => {
  const loss = { type: 'event', kind: 'loss', time: 500, text: '1,204 frames dropped on eth0' } as const;
  const icmp = {
    type: 'event',
    kind: 'icmp',
    time: 600,
    from: 1,
    to: 0,
    text: 'port unreachable',
    message: 0,
  } as const;
  test('lost frames are a warning across the ladder, with its time', async () => {
    const element = await show(of(ladderMessage(0), loss, ladderMessage(1)));
    expect(textOf(inside(element, '.event.loss .crossing')[0])).toBe('Loss 1,204 frames dropped on eth0');
    expect(inside(element, '.event .time')).toHaveLength(1);
  });
  test('an ICMP error goes from who reports it to who sent the message', async () => {
    const element = await show(of(ladderMessage(0), icmp));
    expect(textOf(inside(element, '.event.icmp .label')[0])).toBe('ICMPport unreachable');
    expect(inside(element, '.event.icmp .line')).toHaveLength(1);
  });
  test('an ICMP error of a stranger crosses the ladder as text', async () => {
    const element = await show(of({ type: 'event', kind: 'icmp', time: 0, text: 'host unreachable from 10.9.9.9' }));
    expect(textOf(inside(element, '.event.icmp .crossing')[0])).toBe('ICMP host unreachable from 10.9.9.9');
  });
  test('leads to the message that it quotes', async () => {
    const element = await show(of(ladderMessage(0), loss, icmp));
    const selected = heard<number>(element, 'message-select');
    inside(element, '.crossing')[0]?.click();
    inside(element, '.event.icmp .label')[0]?.click();
    expect(selected).toEqual([0]);
  });
});

test('a row holds cells and nothing else, and the row that is named as active is there', async () => {
  const element = await show({ ...of(ladderMessage(0, { duplicates: 1 }), ladderMessage(1)), omitted: 3 }, 1);
  element.marks = new Map([[0, { severity: 'error', title: 'error: no ACK', finding: 'ack-missing' }]]);
  await drawn(element);
  const parts = inside(element, '[role=row] > :not([aria-hidden])').map(part => part.getAttribute('role'));
  expect(new Set(parts)).toEqual(new Set(['columnheader', 'gridcell']));
  expect(inside(element, '[role=grid]')[0]?.getAttribute('aria-activedescendant')).toBe('message-1');
  element.selected = 77;
  await drawn(element);
  expect(inside(element, '[role=grid]')[0]?.hasAttribute('aria-activedescendant')).toBe(false);
});

describe('what findings and media add to a ladder', () => {
  test('a flag stands at the message it is about, and tells which finding it is', async () => {
    const element = await show(of(ladderMessage(0), ladderMessage(1)));
    const told = heard<string>(element, 'finding-light');
    element.marks = new Map([[1, { severity: 'error', title: 'error: no ACK', finding: 'ack-missing' }]]);
    await drawn(element);
    const marks = inside(element, '.mark');
    expect(marks.map(mark => mark.title)).toEqual(['error: no ACK']);
    marks[0]?.click();
    expect(told).toEqual(['ack-missing']);
  });
  test('the proof of a finding is lit and the rest is dim', async () => {
    const element = await show(of(ladderMessage(0), ladderMessage(1, { transaction: 2 }), ladderMessage(2)));
    element.lit = new Set([1]);
    await drawn(element);
    expect(inside(element, '.row[id]').map(row => row.classList.contains('lit'))).toEqual([false, true, false]);
    expect(inside(element, '.dim')).toHaveLength(2);
  });
  test('media are a bar from lifeline to lifeline that leads to its streams', async () => {
    const time = ladderMessage(0).time;
    const media = { streams: [4, 5], endTime: time + 1, isBothWays: true, quality: 'poor' } as const;
    const text = 'RTP PCMU, 2 min 04 s, MOS 2.1, loss 9.0 %';
    const element = await show(
      of(ladderMessage(0), { type: 'event', kind: 'media', time, from: 1, to: 0, text, media }),
    );
    const streams = heard<readonly number[]>(element, 'media-select');
    const bar = inside(element, '.bar')[0];
    expect(textOf(bar)).toBe(text);
    expect(bar?.className).toContain('both');
    expect(inside(element, '.q-poor')).toHaveLength(1);
    bar?.click();
    expect(streams).toEqual([[4, 5]]);
  });
});

test('where there are several legs, each has its colour and its seam says why it is there', async () => {
  const time = ladderMessage(0).time;
  const seam = {
    type: 'seam',
    time,
    leg: 9,
    position: 1,
    reasons: [],
    score: 98,
    text: 'leg 2: X-CID: abc (98)',
  } as const;
  const element = await show({ ...of(ladderMessage(0, { leg: 7 }), seam, ladderMessage(1, { leg: 9 })), legs: [7, 9] });
  expect(textOf(inside(element, '.joint')[0])).toBe('leg 2: X-CID: abc (98)');
  expect(inside(element, '.leg-0')).toHaveLength(1);
  expect(inside(element, '.leg-1')).toHaveLength(2);
  const alone = await show(of(ladderMessage(0, { leg: 7 })));
  expect(inside(alone, '[class*="leg-"]')).toHaveLength(0);
});
