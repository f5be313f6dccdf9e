// What keys do, as data: one table for the page and for its help. sngrep's keys where the page has what they do.

import type { KeyBinding } from './base/keys.ts';

export type Scope = 'everywhere' | 'calls' | 'table' | 'call';
export type Command =
  | 'focus-filter'
  | 'help'
  | 'palette'
  | 'go-overview'
  | 'go-calls'
  | 'go-registrations'
  | 'go-streams'
  | 'go-hosts'
  | 'go-findings'
  | 'go-capture'
  | 'theme'
  | 'next'
  | 'previous'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'open'
  | 'back'
  | 'sort-left'
  | 'sort-right'
  | 'sort-turn'
  | 'follow'
  | 'pause'
  | 'clear'
  | 'columns'
  | 'facets'
  | 'saved-filters'
  | 'value-menu'
  | 'select'
  | 'select-down'
  | 'select-up'
  | 'group'
  | 'unfold'
  | 'fold'
  | 'colours'
  | 'preview'
  | 'time-mode'
  | 'tab-raw'
  | 'tab-headers'
  | 'tab-body'
  | 'next-mark'
  | 'previous-mark'
  | 'merge'
  | 'panel-findings'
  | 'panel-media'
  | 'panel-legs'
  | 'values'
  | 'compare'
  | 'host-group'
  | 'names'
  | 'colours'
  | 'only-transaction'
  | 'unfold'
  | 'find'
  | 'find-next'
  | 'find-previous'
  | 'jump'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-plain';

export const BINDINGS: readonly KeyBinding<Scope, Command>[] = [
  { scope: 'everywhere', keys: ['/', 'F3'], command: 'focus-filter', text: 'Filter' },
  { scope: 'everywhere', keys: ['?', 'h', 'F1'], command: 'help', text: 'This help' },
  { scope: 'everywhere', keys: ['Ctrl-k'], command: 'palette', text: 'Everything that can be done, by name' },
  { scope: 'everywhere', keys: ['g o'], command: 'go-overview', text: 'Overview: key figures and charts' },
  { scope: 'everywhere', keys: ['g c'], command: 'go-calls', text: 'Calls' },
  { scope: 'everywhere', keys: ['g r'], command: 'go-registrations', text: 'Registrations' },
  { scope: 'everywhere', keys: ['g m'], command: 'go-streams', text: 'Media streams' },
  { scope: 'everywhere', keys: ['g t'], command: 'go-hosts', text: 'Hosts: who talks to whom' },
  { scope: 'everywhere', keys: ['g f'], command: 'go-findings', text: 'Findings' },
  { scope: 'everywhere', keys: ['g h', 'i'], command: 'go-capture', text: 'Captures, recording, health' },
  {
    scope: 'everywhere',
    keys: ['g s'],
    command: 'saved-filters',
    text: 'Saved filters: use, rename, delete, export, import',
  },
  { scope: 'everywhere', keys: ['T'], command: 'theme', text: 'Theme: system, light, dark, high contrast' },
  { scope: 'everywhere', keys: ['Escape', 'q'], command: 'back', text: 'Close, back; on the list: clear the filter' },

  { scope: 'calls', keys: ['j', 'ArrowDown'], command: 'next', text: 'Next row' },
  { scope: 'calls', keys: ['k', 'ArrowUp'], command: 'previous', text: 'Previous row' },
  { scope: 'calls', keys: ['PageDown'], command: 'page-down', text: 'A page down' },
  { scope: 'calls', keys: ['PageUp'], command: 'page-up', text: 'A page up' },
  { scope: 'calls', keys: ['Home'], command: 'first', text: 'First row' },
  { scope: 'calls', keys: ['End', 'G'], command: 'last', text: 'Last row' },
  { scope: 'calls', keys: ['Enter', 'x'], command: 'open', text: 'Open the ladder' },
  { scope: 'calls', keys: ['<'], command: 'sort-left', text: 'Sort by the column before' },
  { scope: 'calls', keys: ['>'], command: 'sort-right', text: 'Sort by the next column' },
  { scope: 'calls', keys: ['z'], command: 'sort-turn', text: 'Turn the sort round' },
  { scope: 'calls', keys: ['A'], command: 'follow', text: 'Keep the end in view' },
  { scope: 'calls', keys: ['p'], command: 'pause', text: 'Hold the list, go on' },
  { scope: 'calls', keys: ['f'], command: 'facets', text: 'Facets: values and how many calls have them' },
  { scope: 'calls', keys: ['s'], command: 'saved-filters', text: 'Save the filter under a name' },
  {
    scope: 'calls',
    keys: ['m'],
    command: 'value-menu',
    text: 'What can be done with the cell: filter, copy (← → choose it)',
  },
  {
    scope: 'calls',
    keys: ['Space'],
    command: 'select',
    text: 'Select the row; Enter puts all selected into one ladder',
  },
  { scope: 'calls', keys: ['Shift-ArrowDown'], command: 'select-down', text: 'Select down to the next row' },
  { scope: 'calls', keys: ['Shift-ArrowUp'], command: 'select-up', text: 'Select up to the row before' },
  { scope: 'calls', keys: ['l'], command: 'group', text: 'One row a call, or one a leg' },
  { scope: 'calls', keys: ['ArrowRight'], command: 'unfold', text: 'Show the legs of the call' },
  { scope: 'calls', keys: ['ArrowLeft'], command: 'fold', text: 'Fold the legs; from a leg to its call' },
  { scope: 'calls', keys: ['v'], command: 'preview', text: 'Preview: below, at the right, none' },
  { scope: 'calls', keys: ['c'], command: 'colours', text: 'Colour of rows: state, call, method' },
  { scope: 'calls', keys: ['t', 'F10'], command: 'columns', text: 'Columns: which, in which order, how wide' },
  { scope: 'calls', keys: ['C'], command: 'clear', text: 'Clear the calls of a live capture' },

  { scope: 'table', keys: ['j', 'ArrowDown'], command: 'next', text: 'Next row' },
  { scope: 'table', keys: ['k', 'ArrowUp'], command: 'previous', text: 'Previous row' },
  { scope: 'table', keys: ['PageDown'], command: 'page-down', text: 'A page down' },
  { scope: 'table', keys: ['PageUp'], command: 'page-up', text: 'A page up' },
  { scope: 'table', keys: ['Home'], command: 'first', text: 'First row' },
  { scope: 'table', keys: ['End', 'G'], command: 'last', text: 'Last row' },
  { scope: 'table', keys: ['Enter'], command: 'open', text: 'Open the row' },
  {
    scope: 'table',
    keys: ['m'],
    command: 'value-menu',
    text: 'What can be done with the cell: filter, copy (← → choose it)',
  },

  { scope: 'call', keys: ['j', 'ArrowDown'], command: 'next', text: 'Next message' },
  { scope: 'call', keys: ['k', 'ArrowUp'], command: 'previous', text: 'Previous message' },
  { scope: 'call', keys: ['PageDown'], command: 'page-down', text: 'A page down' },
  { scope: 'call', keys: ['PageUp'], command: 'page-up', text: 'A page up' },
  { scope: 'call', keys: ['Home'], command: 'first', text: 'First message' },
  { scope: 'call', keys: ['End', 'G'], command: 'last', text: 'Last message' },
  { scope: 'call', keys: ['Enter'], command: 'open', text: 'Show the message' },
  {
    scope: 'call',
    keys: ['['],
    command: 'previous-mark',
    text: 'Previous finding, retransmission, duplicate or fault',
  },
  { scope: 'call', keys: [']'], command: 'next-mark', text: 'Next finding, retransmission, duplicate or fault' },
  { scope: 'call', keys: ['x'], command: 'merge', text: 'All legs of the call in one ladder, or this one alone' },
  { scope: 'call', keys: ['f'], command: 'panel-findings', text: 'Findings' },
  { scope: 'call', keys: ['m'], command: 'panel-media', text: 'Media' },
  { scope: 'call', keys: ['l'], command: 'panel-legs', text: 'Legs' },
  {
    scope: 'call',
    keys: ['M'],
    command: 'values',
    text: 'The values above the ladder: ← → choose one; m, there and in the parsed message: filter by it, copy it',
  },
  { scope: 'call', keys: ['w'], command: 'time-mode', text: 'Time: absolute, from start, from previous' },
  { scope: 'call', keys: ['r', '1'], command: 'tab-raw', text: 'Raw message' },
  { scope: 'call', keys: ['e', '2'], command: 'tab-headers', text: 'Headers' },
  { scope: 'call', keys: ['d', '3'], command: 'tab-body', text: 'SDP and body' },
  { scope: 'call', keys: ['Space'], command: 'compare', text: 'Compare the selected message with the next one chosen' },
  { scope: 'call', keys: ['s'], command: 'host-group', text: 'Columns: by name, by address, by address and port' },
  { scope: 'call', keys: ['a'], command: 'names', text: 'Heads: names or addresses' },
  { scope: 'call', keys: ['c'], command: 'colours', text: 'Colours: response class, transaction, leg' },
  { scope: 'call', keys: ['t'], command: 'only-transaction', text: 'The transaction of the message alone, or all' },
  { scope: 'call', keys: ['u'], command: 'unfold', text: 'Unfold or fold the retransmissions of the message' },
  { scope: 'call', keys: ['/'], command: 'find', text: 'Search in the messages of the call' },
  { scope: 'call', keys: ['n'], command: 'find-next', text: 'Next message found' },
  { scope: 'call', keys: ['N'], command: 'find-previous', text: 'Previous message found' },
  { scope: 'call', keys: [':'], command: 'jump', text: 'Go to a message (:42) or a time (:+1.5, :10:02:11)' },
  { scope: 'call', keys: ['+', '='], command: 'zoom-in', text: 'Larger' },
  { scope: 'call', keys: ['-'], command: 'zoom-out', text: 'Smaller' },
  { scope: 'call', keys: ['0'], command: 'zoom-plain', text: 'As large as at first' },
  { scope: 'call', keys: ['A'], command: 'follow', text: 'Keep the end in view' },
];
