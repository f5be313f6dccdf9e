import { expect, test } from 'vitest';
import { homeOf, nameOf } from '../../../collector/record/passwd.ts';

const PASSWD =
  'root:x:0:0:root:/root:/bin/bash\nada:x:1000:1000:Ada,,,:/home/ada:/bin/zsh\nodd:x:1001:1001::relative:\n';

test('users are found by their number', () => {
  expect(nameOf(1000, PASSWD)).toBe('ada');
  expect(homeOf(1000, PASSWD)).toBe('/home/ada');
});

test('a home that is no absolute path is none, and nobody is nobody', () => {
  expect(homeOf(1001, PASSWD)).toBeUndefined();
  expect(homeOf(7, PASSWD)).toBeUndefined();
  expect(nameOf(7, '')).toBeUndefined();
});
