// The words of filtering: facets, the menu of a value, completion, saved filters. Part of `texts.ts`, which is the way to them.

import type { FilterFieldType } from '../server/wire/types.ts';
import { count, plural } from './base/format.ts';
import { NAME_LIMIT, type Refused, SAVED_LIMIT, type SavedFault } from './filter/saved-filters.ts';
import type { FacetName } from './state/filtering.ts';

const SAVED_FAULTS: Readonly<Record<SavedFault, readonly [message: string, hint: string]>> = {
  'no-name': ['There is no name.', 'Give it a name.'],
  'long-name': [`The name has more than ${NAME_LIMIT} characters.`, 'Choose a shorter one.'],
  'taken-name': ['Another filter has this name.', 'Choose another name, or delete the other filter first.'],
  'no-filter': ['There is no filter.', 'Write a filter first.'],
  'unreadable-filter': ['The filter cannot be read.', 'Put it into the filter box: it shows where the mistake is.'],
  'too-many': [`There would be more than ${SAVED_LIMIT} saved filters.`, 'Delete some first.'],
  'not-json': ['The file is not JSON.', 'Choose a file that was exported here.'],
  'not-ours': ['The file does not hold saved filters of this version.', 'Choose a file that was exported here.'],
  'unreadable-file': ['The file cannot be read.', 'See whether it is still there, and choose it again.'],
  'too-large': ['The file is larger than 4 MiB.', 'Choose a file that was exported here.'],
};

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
    here: 'Only these on this page',
    hint: 'Click, or m: filter the calls by it, copy it. Alt-click: include; Shift-Alt: exclude',
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
    kept: 'Saved filters, and those used before (Alt ↓)',
    saved: 'Saved',
    save: 'Save this filter under a name…',
    manage: 'Saved filters…',
  },

  saved: {
    title: 'Saved filters',
    one: 'Saved filter',
    name: 'Name',
    save: 'Save',
    replace: 'Replace',
    taken: 'Something is saved under this name: it would be replaced.',
    nothing: 'The list is not filtered now. Write a filter first, then save it here.',
    none: 'No filter is saved in this browser yet.',
    use: (name: string) => `Filter by ${name}`,
    renameShort: 'Rename',
    rename: (name: string) => `Rename ${name}`,
    newName: (name: string) => `New name of ${name}`,
    remove: (name: string) => `Delete ${name}`,
    removed: (name: string) => `${name} is deleted.`,
    undo: 'Undo',
    done: (name: string) => `${name} is saved.`,
    export: 'Export',
    exportHint: 'All saved filters as a JSON file',
    import: 'Import…',
    file: 'sipscope-filters.json',
    imported: (added: number, known: number, renamed: number) =>
      [
        `${plural(added + renamed, 'filter')} imported`,
        ...(renamed === 0 ? [] : [`${count(renamed)} with a number behind the name, which meant something else here`]),
        ...(known === 0 ? [] : [`${count(known)} were here already`]),
      ].join('; '),
    where: 'Kept in this browser. To share one filter, share the address of the page: it holds the filter.',
    notSaved: 'The filter was not saved',
    notImported: 'Nothing was imported',
  },
  /** What was wrong, and what to do. */
  savedProblem: ({ fault, entry }: Refused): { code: string; message: string; hint: string } => {
    const [message, hint] = SAVED_FAULTS[fault];
    const code = `SIPSCOPE_SAVED_${fault.toUpperCase().replaceAll('-', '_')}`;
    return { code, message: entry === undefined ? message : `Filter ${count(entry)} of the file: ${message}`, hint };
  },
  notKept: {
    code: 'SIPSCOPE_NOT_KEPT',
    message: 'This browser keeps nothing for this page, so saved filters are gone when the page is left.',
    hint: 'Allow storage for this site, or make room in it; or export the filters as a file.',
  },

  elsewhere: {
    label: (filter: string) => `Filter of the calls: ${filter}`,
    notHere: 'not applied here',
    hint: 'This filter belongs to the list of calls. This page shows everything.',
    open: 'Go to the filtered calls',
  },
} as const;
