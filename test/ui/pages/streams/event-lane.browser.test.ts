import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { EventLane } from '../../../../ui/pages/streams/event-lane.ts';
import { inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/streams/event-lane.ts';

afterEach(unmount);

test('keys and changes stand at their time, and are said in words', async () => {
  const lanes = [
    { title: 'Keys →', marks: [{ time: 500_000, text: '5', way: 'rfc4733' as const }] },
    { title: 'Keys ←', marks: [] },
    { title: 'Changes', marks: [{ time: 1_000_000, text: '<hold>', way: 'offer' as const }] },
  ];
  const element = await mount<EventLane>(
    html`<event-lane .lanes=${lanes} .axis=${{ from: 0, to: 1_000_000 }}></event-lane>`,
    400,
  );
  const [key, hold] = inside(element, 'li');
  expect(inside(element, 'ol')).toHaveLength(2);
  expect(textOf(key?.querySelector('.hidden-text') ?? undefined)).toBe('5 at 0:00.5 by RFC 4733');
  expect(key?.offsetLeft).toBe(200);
  expect(textOf(hold?.querySelector('.hidden-text') ?? undefined)).toBe('<hold> at 0:01.0');
  expect(hold?.getBoundingClientRect().right).toBeLessThanOrEqual(element.getBoundingClientRect().right + 1);
});
test('without marks there is nothing', async () => {
  const element = await mount<EventLane>(html`<event-lane .lanes=${[]} .axis=${{ from: 0, to: 1 }}></event-lane>`);
  expect(inside(element, '*')).toHaveLength(0);
});
