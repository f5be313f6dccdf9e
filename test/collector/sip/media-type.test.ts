import { expect, test } from 'vitest';
import { readMediaType } from '../../../collector/sip/media-type.ts';

test('the type is lower case, its parameters as written', () => {
  expect(readMediaType('Multipart / Mixed ; boundary="a;b"')).toEqual({
    name: 'multipart/mixed',
    params: [{ name: 'boundary', value: 'a;b' }],
    problems: [],
  });
  expect(readMediaType('*/*').problems).toEqual([]);
});

test.each(['', 'sdp', 'application/', '/sdp', 'a b/c'])('"%s" is no type/subtype', value => {
  expect(readMediaType(value).problems.join()).toContain('no type/subtype');
});
