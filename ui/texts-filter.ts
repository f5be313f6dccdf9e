// The words of filtering: facets, the menu of a value, completion, saved filters. Part of `texts.ts`, which is the way to them.

import type { FilterFieldType } from '../server/wire/types.ts';
import { count, plural } from './base/format.ts';
import type { FacetName } from './state/filtering.ts';

export const filterTexts = {
  facets: {
    title: 'Facets',
    open: 'Facets (f)',
    close: 'Close the facets (f)',
    width: 'Width of the facets',
    list: 'Values and how many calls have them',
    names: {
      state: 'State',
      firstMethod: 'Method',
      kind: 'Kind',
      code: 'Code',
      finding: 'Findings',
      flag: 'Flags',
      source: 'Source host',
      destination: 'Destination host',
      transport: 'Transport',
      fromUser: 'From user',
      toUser: 'To user',
      codec: 'Codec',
      ua: 'User agent',
    } satisfies Record<FacetName, string>,
    hint: 'Click: show these. Again, or Alt-click: all but these.',
    value: (value: string, n: number | undefined, state: string) =>
      `${value}${n === undefined ? '' : `, ${plural(n, 'row')}`}${state === '' ? '' : `, ${state}`}`,
    included: 'shown',
    excluded: 'excluded',
    more: (n: number) => (n === 0 ? 'More…' : `${count(n)} more…`),
    fewer: 'Fewer',
    listed: (n: number, of: number) => `The ${count(n)} most frequent of ${count(of)}`,
    none: (n: number) => `${count(n)} without a value`,
    omitted: (n: number) => `${count(n)} not listed: their values are too long, or too many`,
    counted: (n: number, of: number) =>
      `Counted in ${count(n)} of ${plural(of, 'row')} so far: messages are being read…`,
    waiting: 'Counting…',
    empty: 'No value in these calls',
    refused: 'Facets cannot be counted',
    active: 'The filter',
    remove: (part: string) => `Remove from the filter: ${part}`,
  },

  valueMenu: {
    label: (value: string) => `What to do with ${value}`,
    include: 'Include',
    exclude: 'Exclude',
    only: 'Only this',
    onlyHint: 'replaces the filter',
    copy: 'Copy value',
    copyRow: 'Copy row',
  },
  tooLong: {
    code: 'SIPSCOPE_FILTER_TOO_LONG',
    message: 'The filter would be longer than 4,096 characters, so it was left as it is.',
    hint: 'Remove parts of it, or search for a shorter piece of the value.',
  },

  completion: {
    offers: (n: number) => (n === 0 ? '' : `${plural(n, 'suggestion')}, arrow down to choose`),
    types: {
      text: 'text',
      number: 'number',
      duration: 'duration: 3s, 250ms, 1m30s',
      time: 'time: 2026-01-02T10:00',
      address: 'address: 10.0.0.1, 10.0.0.0/8',
      enum: 'one of a few words',
    } satisfies Record<FilterFieldType, string>,
    operators: {
      '=': 'is',
      '!=': 'is not',
      '~': 'holds, in any case',
      '!~': 'does not hold',
      '<': 'less than',
      '<=': 'at most',
      '>': 'more than',
      '>=': 'at least',
      in: 'is one of {a, b}, in a range or a network',
      contains: 'holds, case counts',
      matches: 'fits a regular expression',
      exists: 'has any value',
    },
    joints: { and: 'both', or: 'one of both' },
    counted: (n: number, of: number) => `counted in ${count(n)} of ${plural(of, 'row')}`,
    history: 'Used before',
  },

  elsewhere: {
    label: (filter: string) => `Filter of the calls: ${filter}`,
    notHere: 'not applied here',
    hint: 'This filter belongs to the list of calls. This page shows everything.',
    open: 'Go to the filtered calls',
  },
} as const;
