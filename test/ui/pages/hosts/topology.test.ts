import { expect, test } from 'vitest';
import { BOX, layTopology, MAX_BOXES, troubled, troubleOf } from '../../../../ui/pages/hosts/topology.ts';
import { host, hostMap, link } from '../../../support/ui-hosts.ts';

test('who asks stands left, who is asked right, who does both between', () => {
  const { boxes } = layTopology(hostMap(), 1000);
  const columns = Object.fromEntries(boxes.map(box => [box.host.key, box.column]));
  expect(columns).toEqual({ '10.0.0.1': 0, '10.0.0.2': 0, '10.0.0.10': 1, '10.0.0.9': 2 });
});
test('boxes stand apart, within the picture, and fill the width', () => {
  const { boxes, width, height } = layTopology(hostMap(), 1000);
  expect(width).toBe(1000);
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(BOX.margin);
    expect(box.x + BOX.width).toBeLessThanOrEqual(width - BOX.margin);
    expect(box.y + BOX.height).toBeLessThanOrEqual(height - BOX.margin);
  }
  const [first, second] = boxes.filter(box => box.column === 0);
  expect(Math.abs((first?.y ?? 0) - (second?.y ?? 0))).toBeGreaterThanOrEqual(BOX.height + BOX.gap);
});
test('a window that is too narrow gets a picture that is wider', () => {
  expect(layTopology(hostMap(), 300).width).toBeGreaterThan(3 * BOX.width);
});
test('a picture has room for some hosts, and says how many have none', () => {
  const hosts = Array.from({ length: 200 }, (_, i) => host(`10.1.0.${i}`, 1));
  const { boxes, left, nowhere } = layTopology(hostMap({ hosts, links: [], hostCount: 5000 }), 900);
  expect([boxes.length, left, nowhere]).toEqual([MAX_BOXES, 200 - MAX_BOXES, 4800]);
});
test('lines go between boxes that there are, and to the box itself', () => {
  const map = hostMap({
    links: [link('10.0.0.1', '10.0.0.1'), link('10.0.0.1', 'elsewhere'), link('10.0.0.1', '10.0.0.2')],
  });
  expect(layTopology(map, 900).lines.map(line => line.link.destination)).toEqual(['10.0.0.1', '10.0.0.2']);
});
test('trouble is what was not answered or answered 5xx, much from a tenth on', () => {
  expect(troubled({ codes: { 200: 3, 404: 2, 503: 4 }, unanswered: 6 })).toBe(10);
  const of = (unanswered: number) => troubleOf({ codes: {}, unanswered, transactions: 100 });
  expect([of(0), of(9), of(10)]).toEqual(['none', 'some', 'much']);
});
test('nothing seen is an empty picture', () => {
  const nothing = { hosts: [], links: [], hostCount: 0, linkCount: 0, transactions: 0 };
  expect(layTopology(nothing, 900)).toMatchObject({ boxes: [], lines: [], left: 0 });
});
