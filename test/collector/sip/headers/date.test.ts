import { expect, test } from 'vitest';
import { date } from '../../../../collector/sip/headers/date.ts';

test('Date is RFC 1123 in GMT, on a day that exists and has that name', () => {
  expect(date('Sat, 13 Nov 2010 23:29:00 GMT')).toEqual({
    parts: [{ name: 'time', value: '2010-11-13T23:29:00Z' }],
    problems: [],
  });
});

test.each([
  ['Fri, 01 Jan 2010 16:00:00 EST', 'the time zone is EST'],
  ['Sun, 13 Nov 2010 23:29:00 GMT', 'that day was a Sat'],
  ['Sat, 31 Feb 2010 23:29:00 GMT', 'no day or time that exists'],
  ['Sat, 13 Nov 2010 25:29:00 GMT', 'no day or time that exists'],
  ['Sat, 13 Foo 2010 23:29:00 GMT', 'no day or time that exists'],
  ['13 Nov 2010', 'is no date of the form'],
  ['', 'is no date of the form'],
])('the Date "%s" is told: %s', (value, problem) => {
  expect(date(value).problems.join()).toContain(problem);
});
