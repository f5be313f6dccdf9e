import { expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { linkTypeName } from '../../../collector/segment/link-types.ts';

test('every link type that is decoded has a name', () => {
  for (const linkType of Object.values(LinkType)) expect(linkTypeName(linkType)).not.toMatch(/^linktype/);
});

test('an unknown link type is named by its number', () => {
  expect(linkTypeName(147)).toBe('linktype 147');
});
