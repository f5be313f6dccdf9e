import { expect, test } from 'vitest';
import { fieldList } from '../../server/field-list.ts';

test.each([
  ['state', ['state']],
  ['state, code,', ['state', 'code']],
  ['header["A,B"],ua', ['header["A,B"]', 'ua']],
  ['header["A\\",B"],ua', ['header["A\\",B"]', 'ua']],
  ['header["open,ua', ['header["open,ua']],
  [' , ', []],
])('%s', (text, fields) => {
  expect(fieldList(text)).toEqual(fields);
});
