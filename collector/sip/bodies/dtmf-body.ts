// Keys in INFO bodies: `Signal=5` with `Duration=160` (application/dtmf-relay), or the key alone (application/dtmf). No RFC defines them;
// both are what gateways send. Hook flashes of broadsoft phones are `event flashhook`.

import type { BodyReading } from '../../model/body-reading.ts';
import { trimBlanks } from '../lexical.ts';
import { fields } from './body-table.ts';

const MAX_LINES = 20;
const NAMES: Readonly<Record<string, string>> = {
  '10': '*',
  '11': '#',
  '12': 'A',
  '13': 'B',
  '14': 'C',
  '15': 'D',
  '16': 'flash',
};

export function readDtmfBody(type: string, text: string): BodyReading {
  const pairs = text.split(/\r?\n/, MAX_LINES).flatMap((line): (readonly [string, string])[] => {
    const equals = line.search(/[=:]/);
    return equals === -1 ? [] : [[trimBlanks(line.slice(0, equals)).toLowerCase(), trimBlanks(line.slice(equals + 1))]];
  });
  const signal = pairs.find(([name]) => name === 'signal')?.[1] ?? (type.endsWith('relay') ? '' : trimBlanks(text));
  const duration = pairs.find(([name]) => name === 'duration')?.[1] ?? '';
  const others = pairs.filter(([name]) => name !== 'signal' && name !== 'duration');
  return {
    format: 'Key press',
    source: 'no standard',
    fields: fields(
      ['key', NAMES[signal] === undefined ? signal : `${NAMES[signal]} (${signal})`],
      ['duration, ms', duration],
      ...others,
    ),
    tables: [],
    problems: signal === '' ? ['no Signal= line'] : [],
  };
}
