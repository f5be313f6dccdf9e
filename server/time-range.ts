// `from` and `to` of a question, as ISO 8601 texts, to µs.

import { ApiError } from './errors.ts';
import { readIsoTime } from './iso-time.ts';
import type { Micros } from './wire/types.ts';

interface Range<Time> {
  readonly from?: Time;
  readonly to?: Time;
}

/** Throws the error that the user is shown when one of them is no time. */
export function timeRange({ from, to }: Range<string>): Range<Micros> {
  return {
    ...(from === undefined ? {} : { from: timeOf('from', from) }),
    ...(to === undefined ? {} : { to: timeOf('to', to) }),
  };
}

function timeOf(name: 'from' | 'to', text: string): Micros {
  const time = readIsoTime(text);
  if (time !== undefined) return time;
  const hint = 'Write it as 2026-01-02T03:04:05.678Z.';
  throw new ApiError(400, 'SIPA_BAD_TIME', `"${name}" is no ISO 8601 time: ${text}`, hint);
}
