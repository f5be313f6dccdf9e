// ISUP in SIP (SIP-I and SIP-T: ITU-T Q.1912.5, RFC 3372): message type and parameters (ITU-T Q.763). Takes bytes from the network,
// never throws; a parameter that goes beyond the end is told and the reading ends.
//
//   type │ fixed parameters │ pointers to variable ones, to the optional part │ length value … │ code length value … 00

import type { BodyReading } from '../../model/body-reading.ts';
import { q850Meaning } from '../q850.ts';
import { fields, filled, table } from './body-table.ts';
import {
  CATEGORIES,
  EVENTS,
  ISUP_MESSAGES,
  ISUP_PARAMETERS,
  LOCATIONS,
  MEDIA,
  NATURES,
  PLANS,
  PRESENTATIONS,
  REDIRECTIONS,
  SCREENINGS,
} from './isup-names.ts';

const MAX_PARAMETERS = 100;
const DIGITS = '0123456789ABCDEF';

export function readIsup(bytes: Buffer): BodyReading {
  const problems: string[] = [];
  const layout = bytes.length === 0 ? undefined : ISUP_MESSAGES[bytes[0]];
  if (layout === undefined) {
    const type = bytes.length === 0 ? 'none' : hex(bytes.subarray(0, 1));
    return {
      format: 'ISUP',
      source: 'ITU-T Q.763',
      fields: fields(['message type', type]),
      tables: [],
      problems: ['this message type is not decoded'],
    };
  }
  const rows: string[][] = [];
  const add = (code: number, value: Buffer): void => {
    rows.push([ISUP_PARAMETERS[code] ?? `parameter 0x${code.toString(16)}`, meaningOf(code, value), hex(value)]);
  };
  let at = 1;
  for (const [code, length] of layout.fixed) {
    if (at + length > bytes.length) problems.push(`${ISUP_PARAMETERS[code]} is cut`);
    add(code, bytes.subarray(at, at + length));
    at += length;
  }
  for (const code of layout.variable) {
    const value = pointedAt(bytes, at, problems);
    if (value !== undefined) add(code, value);
    at++;
  }
  if (layout.hasOptional) readOptional(bytes, at, add, problems);
  return {
    format: `ISUP ${layout.name}`,
    source: 'ITU-T Q.763',
    fields: [],
    tables: filled(table('Parameters', ['parameter', 'value', 'bytes'], rows)),
    problems,
  };
}

/** What a pointer at `at` leads to, as counted from the pointer itself: a length and as many bytes (Q.763 §1.3). */
function pointedAt(bytes: Buffer, at: number, problems: string[]): Buffer | undefined {
  const start = at + (bytes[at] ?? 0);
  const end = start + 1 + (bytes[start] ?? 0);
  if (at >= bytes.length || start >= bytes.length || end > bytes.length) {
    problems.push('a pointer leads beyond the end');
    return undefined;
  }
  return bytes.subarray(start + 1, end);
}

function readOptional(
  bytes: Buffer,
  pointer: number,
  add: (code: number, value: Buffer) => void,
  problems: string[],
): void {
  // No pointer or a pointer of 0: there are none (Q.763 §1.7).
  if (pointer >= bytes.length || bytes[pointer] === 0) return;
  let at = pointer + bytes[pointer];
  for (let count = 0; count < MAX_PARAMETERS; count++) {
    const code = bytes[at];
    if (code === 0) return;
    const end = at + 2 + (bytes[at + 1] ?? 0);
    if (code === undefined || at + 1 >= bytes.length || end > bytes.length) {
      problems.push('the optional parameters are cut');
      return;
    }
    add(code, bytes.subarray(at + 2, end));
    at = end;
  }
  problems.push(`more than ${MAX_PARAMETERS} optional parameters`);
}

/** Q.763 §3, by parameter; '' where the bytes must speak for themselves. */
function meaningOf(code: number, value: Buffer): string {
  const [first = 0, second = 0] = value;
  switch (code) {
    case 0x02:
      return MEDIA[first] ?? '';
    case 0x04:
    case 0x0c:
      return numberText(value, 2);
    case 0x05:
      return value.length === 0 ? '' : digitsOf(value.subarray(1), (first & 0x80) !== 0);
    case 0x06:
      return words(
        `${first & 3} satellites`,
        ['no continuity check', 'continuity check required', 'continuity check on a previous circuit', ''][
          (first >> 2) & 3
        ],
        first & 0x10 ? 'echo control' : 'no echo control',
      );
    case 0x07:
      return words(
        first & 1 ? 'international' : 'national',
        first & 8 ? 'interworking' : '',
        first & 0x20 ? 'ISUP all the way' : 'not ISUP all the way',
        ['ISUP preferred', 'ISUP not required', 'ISUP required', ''][first >> 6],
        second & 1 ? 'ISDN access' : 'no ISDN access',
      );
    case 0x09:
      return CATEGORIES[first] ?? '';
    case 0x0a:
    case 0x21:
    case 0x3f:
      return numberText(value, 2, 'presentation', 'screening');
    case 0x0b:
    case 0x28:
      return numberText(value, 2, 'presentation');
    case 0x11:
      return words(
        ['', 'no charge', 'charge', ''][first & 3],
        ['', 'subscriber free', 'connect when free', ''][(first >> 2) & 3],
        ['', 'ordinary subscriber', 'payphone', ''][(first >> 4) & 3],
        second & 1 ? 'interworking' : '',
        second & 4 ? 'ISUP all the way' : 'not ISUP all the way',
        second & 0x10 ? 'ISDN access' : 'no ISDN access',
      );
    case 0x12:
      return causeText(value);
    case 0x13:
      return words(
        `reason ${REDIRECTIONS[second >> 4] ?? second >> 4}`,
        `first reason ${REDIRECTIONS[first >> 4] ?? first >> 4}`,
        `redirected ${second & 7} times`,
      );
    case 0x22:
      return first & 1 ? 'by the network' : 'by the subscriber';
    case 0x24:
      return words(EVENTS[first & 0x7f], first & 0x80 ? 'presentation restricted' : '');
    case 0x31:
      return `${(first << 8) | second} ms`;
    case 0x3d:
      return `${first & 0x1f} left`;
    case 0xc0:
      return numberText(value.subarray(1), 2, 'presentation', 'screening');
    default:
      return '';
  }
}

/** odd/even │ nature; INN or NI │ plan │ presentation │ screening; digits two a byte, low nibble first (Q.763 §3.9, §3.10). */
function numberText(value: Buffer, head: number, ...more: readonly ('presentation' | 'screening')[]): string {
  if (value.length < head) return '';
  const [first, second] = value;
  const nature = first & 0x7f;
  const plan = (second >> 4) & 7;
  return words(
    digitsOf(value.subarray(head), (first & 0x80) !== 0) || 'no digits',
    NATURES[nature] ?? `nature ${nature}`,
    PLANS[plan] ?? `plan ${plan}`,
    more.includes('presentation') ? PRESENTATIONS[(second >> 2) & 3] : '',
    more.includes('screening') ? SCREENINGS[second & 3] : '',
  );
}

function digitsOf(bytes: Buffer, isOdd: boolean): string {
  let digits = '';
  for (const byte of bytes) digits += DIGITS[byte & 15] + DIGITS[byte >> 4];
  // F ends dialling (ST); an odd number of digits leaves the last nibble empty.
  return (isOdd ? digits.slice(0, -1) : digits).replace(/F$/, '');
}

/** ext │ coding │ location; [recommendation]; ext │ cause (Q.850 §2.2). */
function causeText(value: Buffer): string {
  const at = (value[0] ?? 0) & 0x80 ? 1 : 2;
  if (value.length <= at) return '';
  const cause = value[at] & 0x7f;
  const location = value[0] & 15;
  return words(`${cause} ${q850Meaning(cause)}`.trim(), `from: ${LOCATIONS[location] ?? location}`);
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join(', ');
}

function hex(bytes: Buffer): string {
  return (
    bytes
      .subarray(0, 64)
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1 ') + (bytes.length > 64 ? ' …' : '')
  );
}
