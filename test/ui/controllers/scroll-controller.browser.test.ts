import { afterEach, beforeEach, expect, test } from 'vitest';
import { ScrollController } from '../../../ui/controllers/scroll-controller.ts';
import { FakeHost } from '../../support/ui-host.ts';

let host = new FakeHost();
let scroller = document.createElement('div');
const controller = (total: number): ScrollController => {
  const scrolling = new ScrollController(host, { rowHeight: 26, headHeight: 20, overscan: 2 });
  scrolling.setTotal(total);
  const sheet = document.createElement('div');
  sheet.style.setProperty('height', `${scrolling.height}px`);
  scroller.append(sheet);
  scrolling.attach(scroller);
  return scrolling;
};

beforeEach(() => {
  host = new FakeHost();
  scroller = document.createElement('div');
  scroller.style.setProperty('overflow', 'auto');
  scroller.style.setProperty('height', '280px');
  document.body.append(scroller);
});
afterEach(() => {
  host.disconnect();
  scroller.remove();
});

test('measures its scroller, the head aside', () => {
  const scrolling = controller(1000);
  expect([scrolling.isMeasured, scrolling.visible, scrolling.drawn]).toEqual([
    true,
    { first: 0, end: 10 },
    { first: 0, end: 12 },
  ]);
});
test('a scroller as tall as its list does not draw all of it', () => {
  scroller.style.setProperty('height', '900000px');
  expect(controller(30_000).visible.end).toBeLessThan(200);
});
test('moves the scroller to a row and tells the host', async () => {
  const scrolling = controller(1000);
  const before = host.redraws;
  scrolling.show(500);
  await host.updateComplete;
  expect(scroller.scrollTop).toBe(501 * 26 - 260);
  expect(host.redraws).toBeGreaterThan(before);
  scrolling.centre(500);
  await host.updateComplete;
  expect(scroller.scrollTop).toBe(500 * 26 - 130);
});
test('knows when the end is in view', async () => {
  const scrolling = controller(1000);
  expect(scrolling.isAtEnd).toBe(false);
  scrolling.moveToEnd();
  await host.updateComplete;
  expect(scrolling.isAtEnd).toBe(true);
  expect(scrolling.visible.end).toBe(1000);
});
test('a row keeps its place in a scaled list while the wheel turns', async () => {
  const scrolling = controller(1_000_000);
  scrolling.centre(700_000);
  await host.updateComplete;
  const before = scrolling.rowTop(700_000) - scroller.scrollTop;
  scroller.scrollTop += 100;
  await new Promise(resolve => scroller.addEventListener('scroll', resolve, { once: true }));
  expect(scrolling.rowTop(700_000) - scroller.scrollTop).toBeCloseTo(before - 100, 0);
});
test('draws no more than the screen while the list leaps, and what lies beyond its edges once it rests', async () => {
  const scrolling = controller(1000);
  const scrolls = (): Promise<unknown> =>
    new Promise(resolve => scroller.addEventListener('scroll', resolve, { once: true }));
  scroller.scrollTop = 2600;
  await scrolls();
  expect(scrolling.drawn).toEqual(scrolling.visible);
  scroller.scrollTop += 26;
  await scrolls();
  expect(scrolling.drawn).toEqual({ first: 99, end: 113 });
  scroller.scrollTop = 5200;
  await scrolls();
  await expect.poll(() => scrolling.drawn).toEqual({ first: 198, end: 212 });
});
