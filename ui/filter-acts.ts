// What elements say about filtering, done: `filter-term` (a value is wanted or not), `filter-set` (a whole filter), `value-menu` (what can
// be done with a value), `filters-saved` (the saved filters are others now). Any element of any page may say it; the list of calls is where it leads. Each step can be gone back from.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { copyText } from './base/clipboard.ts';
import { shortLine } from './base/visible-text.ts';
import { KEPT_SAVED, keepSaved, type SavedFilter, savedFilters } from './filter/saved-filters.ts';
import { appliedTerm, type TermAct, type TermAction } from './filter/term-action.ts';
import { addPart, type FilterTerm, writeTerm } from './filter/terms.ts';
import { MAX_LENGTH } from './filter/tree.ts';
import { fieldNamesOf } from './state/filtering.ts';
import type { Route } from './state/route.ts';
import type { Store } from './state/store.ts';
import { shownFilter } from './state/wanted-facets.ts';
import { texts } from './texts.ts';
import type { MenuEntry, ValueMenu } from './widgets/value-menu.ts';

/** Detail of `value-menu`. */
export interface ValueMenuRequest {
  /** Undefined for what cannot be filtered by. */
  readonly term: FilterTerm | undefined;
  /** What stands for the value where it is no single one: the addresses of a host, in brackets. */
  readonly expression?: string;
  /** How the page itself shows only this value, where it can: in its own words, and done. */
  readonly here?: { readonly detail: string; readonly run: () => void };
  readonly value: string;
  /** The row as text, when the value is of one. */
  readonly row?: string;
  /** Px of the window. */
  readonly x: number;
  readonly y: number;
}

interface Deeds {
  readonly store: () => Store | undefined;
  readonly menu: () => ValueMenu;
  readonly navigate: (to: Partial<Route>) => void;
}

const HEADING_CHARS = 80;

export class FilterActs implements ReactiveController {
  private readonly host: ReactiveControllerHost & EventTarget;
  private readonly deeds: Deeds;

  constructor(host: ReactiveControllerHost & EventTarget, deeds: Deeds) {
    this.host = host;
    this.deeds = deeds;
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener('filter-term', this.onTerm);
    this.host.addEventListener('filter-set', this.onSet);
    this.host.addEventListener('value-menu', this.onMenu);
    this.host.addEventListener('filters-saved', this.onSaved);
    window.addEventListener('storage', this.onStorage);
  }

  hostDisconnected(): void {
    this.host.removeEventListener('filter-term', this.onTerm);
    this.host.removeEventListener('filter-set', this.onSet);
    this.host.removeEventListener('value-menu', this.onMenu);
    this.host.removeEventListener('filters-saved', this.onSaved);
    window.removeEventListener('storage', this.onStorage);
  }

  private readonly onTerm = (event: Event): void => {
    if (event instanceof CustomEvent) this.apply(event.detail);
  };

  private readonly onSet = (event: Event): void => {
    if (event instanceof CustomEvent && typeof event.detail === 'string') this.set(event.detail);
  };

  private readonly onSaved = (event: Event): void => {
    const store = this.deeds.store();
    if (store === undefined || !(event instanceof CustomEvent)) return;
    const saved: readonly SavedFilter[] = event.detail;
    store.dispatch({ type: 'filtering', change: { kind: 'saved', saved } });
    if (!keepSaved(saved)) store.dispatch({ type: 'problem', problem: texts.notKept });
  };

  /** Another window of this browser has saved one, or deleted one. */
  private readonly onStorage = ({ key }: StorageEvent): void => {
    if (key === null || key.endsWith(KEPT_SAVED))
      this.deeds.store()?.dispatch({ type: 'filtering', change: { kind: 'saved', saved: savedFilters() } });
  };

  private readonly onMenu = (event: Event): void => {
    if (!(event instanceof CustomEvent)) return;
    const request: ValueMenuRequest = event.detail;
    const value = shortLine(request.value, HEADING_CHARS);
    this.deeds.menu().open(request, value, texts.valueMenu.label(value), this.entries(request));
  };

  private entries({ term, expression, here, value, row }: ValueMenuRequest): readonly MenuEntry[] {
    const words = texts.valueMenu;
    return [
      ...(term !== undefined ? this.termEntries(term) : expression === undefined ? [] : this.partEntries(expression)),
      ...(here === undefined
        ? []
        : [
            { text: words.here, detail: shortLine(here.detail, HEADING_CHARS), icon: 'facets' as const, run: here.run },
          ]),
      { text: words.copy, icon: 'copy', run: () => void copyText(value) },
      ...(row === undefined ? [] : [{ text: words.copyRow, icon: 'copy' as const, run: () => void copyText(row) }]),
    ];
  }

  private termEntries(term: FilterTerm): readonly MenuEntry[] {
    const act = (name: TermAct) => (): void => this.apply({ act: name, term });
    return filterEntries(writeTerm(term), writeTerm(term, true), act('include'), act('exclude'), act('only'));
  }

  private partEntries(part: string): readonly MenuEntry[] {
    const add = (isExcluded: boolean) => (): void => {
      const { store } = this.deeds;
      this.setChecked(addPart(shownFilterOf(store()), part, isExcluded));
    };
    return filterEntries(part, `not ${part}`, add(false), add(true), () => this.setChecked(part));
  }

  private apply(action: TermAction): void {
    const store = this.deeds.store();
    if (store === undefined) return;
    const { state } = store;
    const filter = appliedTerm(shownFilter(state), action, fieldNamesOf(state.filtering.fields));
    if (filter === undefined) store.dispatch({ type: 'problem', problem: texts.tooLong });
    else this.set(filter);
  }

  private setChecked(filter: string): void {
    if (filter.length > MAX_LENGTH) this.deeds.store()?.dispatch({ type: 'problem', problem: texts.tooLong });
    else this.set(filter);
  }

  private set(filter: string): void {
    const store = this.deeds.store();
    if (store === undefined) return;
    const { route } = store.state;
    if (route.page !== 'calls' || route.filter !== filter)
      this.deeds.navigate({ page: 'calls', filter, row: undefined });
  }
}

function shownFilterOf(store: Store | undefined): string {
  return store === undefined ? '' : shownFilter(store.state);
}

/** What can be filtered: the filter with it, without it, and nothing but it. */
function filterEntries(
  included: string,
  excluded: string,
  include: () => void,
  exclude: () => void,
  only: () => void,
): readonly MenuEntry[] {
  const words = texts.valueMenu;
  return [
    { text: words.include, detail: shortLine(included, HEADING_CHARS), icon: 'plus', run: include },
    { text: words.exclude, detail: shortLine(excluded, HEADING_CHARS), icon: 'minus', run: exclude },
    { text: words.only, detail: words.onlyHint, icon: 'search', run: only },
  ];
}
