// Date: when a message was sent, in the one form that SIP allows (RFC 3261 §20.17).

import { excerpt, trimBlanks } from '../lexical.ts';
import type { HeaderReader } from './reading.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DATE =
  /^([A-Z][a-z]{2}), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([A-Za-z0-9+-]{1,10})$/;

/** SIP-date = rfc1123-date = wkday "," SP date1 SP time SP "GMT" */
export const date: HeaderReader = value => {
  const match = DATE.exec(trimBlanks(value));
  if (match === null)
    return {
      parts: [],
      problems: [`"${excerpt(value)}" is no date of the form Sat, 13 Nov 2010 23:29:00 GMT (RFC 3261 §20.17)`],
    };
  const [, weekday = '', day, month = '', year, hour, minute, second, zone] = match;
  if (zone !== 'GMT')
    return { parts: [], problems: [`the time zone is ${zone}; only GMT is allowed (RFC 3261 §20.17)`] };
  const millis = Date.UTC(
    Number(year),
    MONTHS.indexOf(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const time = new Date(millis);
  const exists =
    MONTHS.includes(month) &&
    time.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60;
  if (!exists) return { parts: [], problems: [`"${excerpt(value)}" is no day or time that exists (RFC 3261 §20.17)`] };
  const right = WEEKDAYS[time.getUTCDay()];
  return {
    parts: [{ name: 'time', value: time.toISOString().replace('.000Z', 'Z') }],
    problems: right === weekday ? [] : [`that day was a ${right}, not a ${excerpt(weekday)} (RFC 3261 §20.17)`],
  };
};
