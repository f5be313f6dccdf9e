import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { StreamDetail } from '../../../../server/wire/types.ts';
import type { StreamPanel } from '../../../../ui/pages/streams/stream-panel.ts';
import type { Asked } from '../../../../ui/state/app-state.ts';
import { stream } from '../../../support/ui-meaning.ts';
import { heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/streams/stream-panel.ts';

afterEach(unmount);

const show = (asked: Asked<StreamDetail> | undefined) =>
  mount<StreamPanel>(html`<stream-panel .asked=${asked}></stream-panel>`, 700, 600);
const here = (more: Partial<StreamDetail> = {}): Asked<StreamDetail> => ({
  id: 'demo:3',
  value: stream(3, more),
  problem: undefined,
});

const charts = (element: StreamPanel) =>
  inside(element, 'media-course').flatMap(course => [...inside(course, 'chart-view')]);

describe('a stream', () => {
  test('says where it went, how it sounded and what that was made of', async () => {
    const mosInputs = {
      codec: 'PCMU',
      ie: 0,
      bpl: 25.1,
      lossPercent: 0.4,
      burstRatio: 1,
      delay: 150,
      jitterBuffer: 40,
      r: 91.2,
    };
    const element = await show(here({ mosInputs }));
    const text = textOf(element.shadowRoot?.querySelector('.body') ?? undefined);
    expect(textOf(inside(element, 'h2')[0])).toBe('10.0.0.1:4000 → 10.0.0.2:5000');
    for (const part of ['MOS 4.37', 'SSRC0xdeadbeef', 'Ie · Bpl0 · 25.1', 'R91.2', 'No RTCP'])
      expect(text).toContain(part);
  });
  test('has a chart for jitter, loss, gaps and MOS', async () => {
    const element = await show(here());
    expect(charts(element)).toHaveLength(4);
    const silent = await show(here({ series: [] }));
    expect(charts(silent)).toHaveLength(0);
  });
  test('lists its keys with their times', async () => {
    const time = stream(3).startTime + 2_500_000;
    const element = await show(here({ dtmfEvents: [{ digit: '#', time, duration: 160, way: 'rfc4733' }] }));
    expect(textOf(inside(element, '.keys li')[0])).toBe('#+2.500000160 ms · RFC 4733');
  });
  test('leads to its call, unless nothing announced it', async () => {
    const element = await show(here());
    const opened = heard<number>(element, 'call-open');
    inside(element, '.about .button')[0]?.click();
    expect(opened).toEqual([7]);
    expect(inside(await show(here({ leg: undefined, callId: '' })), '.about .button')).toHaveLength(0);
  });
  test('says what was refused', async () => {
    const problem = { code: 'SIPA_NO_STREAM', message: 'There is no stream 3.', hint: 'Look at the list.' };
    const element = await show({ id: 'demo:3', value: undefined, problem });
    expect(
      textOf(element.shadowRoot?.firstElementChild?.parentElement ?? undefined) || element.shadowRoot?.textContent,
    ).toContain('SIPA_NO_STREAM');
  });
});
