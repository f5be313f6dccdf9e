// Values of options as people write them: ports, sizes, ages, HEP addresses, options given several times. Each takes the text, gives
// the value, or throws what commander tells the user.

import { InvalidArgumentError } from 'commander';
import {
  HeaderRuleError,
  isReportPart,
  parseHepUrl,
  REPORT_PART_NAMES,
  type ReportPart,
  readHeaderRule,
} from '../collector/index.ts';

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };
const AGE_UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

export function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('A port is a number from 0 (any free one) to 65535.');
}

/** Of a row in a list. */
export function readIndex(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('An index is a whole number from 0, as the report has it.');
}

/** Bytes. */
export function readSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([KMGT]?)(?:i?B)?$/i.exec(text);
  const unit = SIZE_UNITS[(match?.[2] ?? '').toUpperCase()];
  const bytes = Math.floor(Number(match?.[1]) * (unit ?? Number.NaN));
  if (bytes > 0 && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidArgumentError('A size is a number of bytes, or with K, M, G or T: 500M.');
}

/** Seconds; 0 is allowed and means without end where a maximum is asked for. */
export function readAge(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([smhdw]?)$/.exec(text);
  const unit = AGE_UNITS[match?.[2] ?? ''];
  const seconds = Math.round(Number(match?.[1]) * (unit ?? Number.NaN));
  if (Number.isSafeInteger(seconds) && (seconds > 0 || Number(match?.[1]) === 0)) return seconds;
  throw new InvalidArgumentError('An age is a number of seconds, or with m, h, d or w: 90s, 5m, 7d.');
}

/** A segment that covers no time would never get a frame. */
export function readSpan(text: string): number {
  const seconds = readAge(text);
  if (seconds > 0) return seconds;
  throw new InvalidArgumentError('It must be longer than nothing: 30s, 5m, 1h.');
}

/** `udp:0.0.0.0:9060`, checked and left as it was written. */
export function readHepAddress(text: string): string {
  try {
    parseHepUrl(text);
    return text;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint = 'hint' in error ? ` ${error.hint}` : '';
    throw new InvalidArgumentError(`${error.message}${hint}`);
  }
}

/** A rule of --correlate-header, checked and left as it was written. */
export function readRule(text: string): string {
  try {
    readHeaderRule(text);
    return text;
  } catch (error) {
    if (!(error instanceof HeaderRuleError)) throw error;
    throw new InvalidArgumentError(`${error.message} ${error.hint}`);
  }
}

/** `streams,kpi`: parts of a report. */
export function readParts(text: string): ReportPart[] {
  return text.split(',').map(word => {
    const name = word.trim();
    if (isReportPart(name)) return name;
    const wrong = name === '' ? 'A part has no name.' : `There is no part "${name}".`;
    throw new InvalidArgumentError(`${wrong} The parts are ${REPORT_PART_NAMES.join(', ')}.`);
  });
}

export function readEngine(text: string): 'cap' | 'tcpdump' {
  if (text === 'cap' || text === 'tcpdump') return text;
  throw new InvalidArgumentError('The engines are cap and tcpdump.');
}

/** For an option that may be given several times: its default must be an array, by which the config file knows it too. */
export function repeated<Value>(read: (text: string) => Value): (text: string, before: readonly Value[]) => Value[] {
  return (text, before) => [...before, read(text)];
}
