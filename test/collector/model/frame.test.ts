import { expect, test } from 'vitest';
import { Frame, LinkType } from '../../../collector/model/frame.ts';

test('a new frame is empty and of no link type but the first', () => {
  expect(new Frame()).toMatchObject({ start: 0, end: 0, originalLength: 0, number: 0, linkType: LinkType.Null });
});

test('link types are the numbers of the tcpdump.org registry', () => {
  expect(LinkType).toMatchObject({ Ethernet: 1, Raw: 101, LinuxSll: 113, LinuxSll2: 276 });
  expect(new Set(Object.values(LinkType)).size).toBe(Object.keys(LinkType).length);
});
