import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { CallDetail } from '../../../../server/wire/types.ts';
import type { CallFacts } from '../../../../ui/pages/call/call-facts.ts';
import { callDetail, finding, legLink, stream } from '../../../support/ui-meaning.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/call/call-facts.ts';

afterEach(unmount);

const show = (panel: string, more: Partial<CallDetail> = {}, lit?: string) =>
  mount<CallFacts>(
    html`<call-facts .detail=${callDetail(7, more)} .panel=${panel} .lit=${lit}></call-facts>`,
    900,
    300,
  );

describe('below a ladder', () => {
  test('times of a call that goes over midnight have their day', async () => {
    const { call } = callDetail(7);
    const time = call.startTime;
    const transitions = [{ state: 'trying', time, message: 4 }] as const;
    const said = async (lastTime: number): Promise<string> =>
      textOf(inside(await show('details', { call: { ...call, lastTime }, transitions }), '.steps')[0]);
    expect(await said(time + 1)).toMatch(/^\d\d:\d\d:\d\d\.\d{3} trying/);
    expect(await said(time + 86_400_000_000)).toMatch(/^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} trying/);
  });
  test('tabs say how much there is of each', async () => {
    const group = { id: '7@a', legs: [7, 9], callIds: ['7@a', '9@a'], links: [] };
    const element = await show('none', { findings: [finding('glare')], streams: [stream(0), stream(1)], group });
    expect(inside(element, '[role=tab]').map(textOf)).toEqual(['Findings 1', 'Media 2', 'Legs 2', 'Details']);
    expect(inside(element, '.content')).toHaveLength(0);
  });
  test('the list of tabs holds tabs alone, the button that closes stands beside it', async () => {
    const element = await show('media');
    expect(inside(element, '[role=tablist] > :not([role=tab])')).toHaveLength(0);
    expect(inside(element, '.tabs > .icon-button')).toHaveLength(1);
  });
  test('a tab opens its part, a second click folds it, arrows go on', async () => {
    const element = await show('media');
    const changes = heard<string>(element, 'panel-change');
    const tabs = inside(element, '[role=tab]');
    tabs[0]?.click();
    tabs[1]?.click();
    tabs[1]?.focus();
    tabs[1]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(changes).toEqual(['findings', 'none', 'legs']);
  });
  test('a finding says what happened, what is open and what to do, and lights its arrows', async () => {
    const element = await show('findings', { findings: [finding('ack-missing', { unknown: 'Whether it was sent.' })] });
    const lights = heard<string | undefined>(element, 'finding-light');
    const messages = heard<number>(element, 'message-open');
    const card = textOf(inside(element, '.card')[0]);
    for (const part of [
      'error',
      'ack-missing happened',
      '#3',
      'RFC 3261 §13.3.1.4',
      'sure',
      'Whether it was sent.',
      'Look at the route.',
    ])
      expect(card).toContain(part);
    inside(element, '.light')[0]?.click();
    inside(element, '.message-link')[1]?.click();
    expect(lights).toEqual(['ack-missing']);
    expect(messages).toEqual([4]);
  });
  test('a finding says what larger one it is part of, once the list of findings has come', async () => {
    const own = finding('server-failure');
    const element = await show('findings', { findings: [own] });
    expect(textOf(inside(element, '.card')[0])).not.toContain('part of');
    element.listed = {
      id: 'demo:7',
      value: { items: [{ ...own, partOf: 'server-errors' }], total: 1, byRule: [] },
      problem: undefined,
    };
    await drawn(element);
    expect(textOf(inside(element, '.card')[0])).toContain('server-failure (part of server-errors)');
  });
  test('a healthy call says that every rule was silent', async () => {
    expect(textOf(inside(await show('findings'), '.calm')[0])).toContain('every rule was silent');
  });
  test('legs say why they belong together, and can be cut', async () => {
    const group = { id: '7@a', legs: [7, 9], callIds: ['7@a', '9@a'], links: [legLink(7, 9)] };
    const element = await show('legs', { group });
    const changes = heard<{ action: string }>(element, 'link-change');
    const text = textOf(inside(element, '.content')[0]);
    for (const part of ['this leg', 'Session-ID', '100 of 100', 'All legs in one ladder']) expect(text).toContain(part);
    inside(element, 'table .button')[0]?.click();
    expect(changes.map(change => change.action)).toEqual(['cut']);
  });
  test('a link that was cut is still there, and can be joined again', async () => {
    const group = { id: '7@a', legs: [7], callIds: ['7@a'], links: [legLink(7, 9, { cut: true })] };
    const element = await show('legs', { group });
    expect(textOf(inside(element, '.was-cut')[0])).toContain('cut by hand');
    await drawn(element);
    expect(textOf(inside(element, 'table .button')[0])).toBe('Join again');
  });
});
