// The list below a filter: what may be meant at the caret, or what is saved and what was used before. A view function, and what it lists.

import { html, nothing, type TemplateResult } from 'lit';
import { count } from '../base/format.ts';
import { shortLine } from '../base/visible-text.ts';
import type { CompletionKind, Facet, FilterFieldHelp, Offer } from '../filter/completion.ts';
import { recentFilters } from '../filter/recent-filters.ts';
import type { SavedFilter } from '../filter/saved-filters.ts';
import { texts } from '../texts.ts';

const OFFER_CHARS = 160;
const words = texts.completion;

/** A line of the list. */
export interface Line extends Offer {
  readonly group?: 'saved' | 'used';
  /** Leads to where filters are saved, and changes nothing here. */
  readonly isSave?: boolean;
}

export interface OffersInput {
  readonly lines: readonly Line[];
  /** Index of the line that Enter takes; -1 for none. */
  readonly marked: number;
  readonly label: string;
  /** What stands at the caret. */
  readonly kind: CompletionKind | undefined;
  /** The field that the caret is in, to be explained. */
  readonly help: FilterFieldHelp | undefined;
  /** What was found for the last filter-question. */
  readonly found: Facet | undefined;
  readonly onTake: (line: Line) => void;
}

/** Saved filters, and those used before that are not saved; first the way to save one. */
export function keptLines(value: string, saved: readonly SavedFilter[]): readonly Line[] {
  const isSaved = new Set(saved.map(({ filter }) => filter));
  const used = recentFilters().filter(filter => !isSaved.has(filter));
  return [
    { text: value === '' ? words.manage : words.save, insert: '', isSave: true },
    ...saved.map(({ name, filter }) => ({ text: name, insert: filter, help: filter, group: 'saved' as const })),
    ...used.map(filter => ({ text: filter, insert: filter, group: 'used' as const })),
  ];
}

export function offersView(input: OffersInput): TemplateResult {
  const { help, found, kind } = input;
  const isCounting = found !== undefined && kind === 'value' && found.counted < found.legs;
  return html`<div class="list" @mousedown=${(event: Event) => event.preventDefault()}>
    ${help === undefined ? nothing : html`<p class="help"><b>${help.name}</b> <span>${words.types[help.type]}</span><br />${help.help}</p>`}
    <div id="offers" role="listbox" aria-label=${input.label}>${renderGroup(input, undefined)}${renderTitled(input, 'saved', words.saved)}${renderTitled(input, 'used', words.history)}</div>
    ${isCounting ? html`<p class="help">${words.counted(found.counted, found.legs)}</p>` : nothing}
  </div>`;
}

function renderTitled(input: OffersInput, group: Line['group'], title: string): TemplateResult | typeof nothing {
  const views = renderGroup(input, group);
  if (views.length === 0) return nothing;
  return html`<div role="group" aria-label=${title}><p class="group" aria-hidden="true">${title}</p>${views}</div>`;
}

function renderGroup(input: OffersInput, group: Line['group']): readonly TemplateResult[] {
  return input.lines.flatMap((line, at) => (line.group === group ? [renderOffer(input, line, at)] : []));
}

function renderOffer({ marked, kind, onTake }: OffersInput, line: Line, at: number): TemplateResult {
  const isMarked = at === marked;
  const meaning = line.help ?? (kind === 'operator' ? operatorWords(line.text) : '');
  return html`<div class="offer ${isMarked ? 'marked' : ''} ${line.isSave || line.group === 'saved' ? 'named' : ''}" role="option" id="offer-${at}" aria-selected=${isMarked} @click=${() => onTake(line)}>
    <span class="text traffic">${shortLine(line.text, OFFER_CHARS) || '""'}</span>
    ${line.count === undefined ? html`<small class=${line.group === 'saved' ? 'traffic mono' : ''}>${shortLine(meaning, OFFER_CHARS)}</small>` : html`<small class="number">${count(line.count)}</small>`}</div>`;
}

function operatorWords(operator: string): string {
  const known: Readonly<Record<string, string>> = { ...words.operators, ...words.joints };
  return known[operator] ?? '';
}
