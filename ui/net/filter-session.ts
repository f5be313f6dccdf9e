// Asks for what stands beside a filter: fields, facets, values for completion. Takes the store and the Api; dispatches what comes
// back. One question of a kind is on its way at a time; what is wanted meanwhile is asked for when it is answered.

import type { Millis } from '../../server/wire/types.ts';
import type { FilteringChange } from '../state/filtering.ts';
import type { Store } from '../state/store.ts';
import { wantedFacets, wantedValues } from '../state/wanted-facets.ts';
import { type Api, problemOf } from './api.ts';

/** Facets of a capture that grows are asked for again at most this often, and the rarer the longer an answer takes. */
const REFRESH_MS = 2000;
const REST_PER_ANSWER = 4;
/** Facets that messages are read for go on when they are not complete. */
const GO_ON_MS = 400;

export class FilterSession {
  private readonly store: Store;
  private readonly api: Pick<Api, 'filterFields' | 'facets'>;
  private readonly wait: (run: () => void, ms: number) => void;
  private readonly now: () => Millis;
  private areFieldsAsked = false;
  private isAsking = false;
  private isAskingValues = false;
  private isWaiting = false;
  /** The worker is left alone until then. */
  private restUntil: Millis = 0;

  constructor(
    store: Store,
    api: Pick<Api, 'filterFields' | 'facets'>,
    wait: (run: () => void, ms: number) => void,
    now: () => Millis,
  ) {
    this.store = store;
    this.api = api;
    this.wait = wait;
    this.now = now;
  }

  /** Asks for what is wanted and not here. */
  sync(): void {
    this.askFields();
    this.askValues();
    const { state } = this.store;
    // A filter that is still being answered as a list may turn out wrong.
    const isSettled = state.list.askedKey === undefined || state.list.askedKey.filter === state.route.filter;
    const wanted = wantedFacets(state);
    if (wanted !== undefined && isSettled && state.filtering.facets?.id !== wanted.id) this.askFacets();
  }

  /** The capture has grown. */
  refresh(): void {
    if (wantedFacets(this.store.state) !== undefined) this.later(REFRESH_MS);
  }

  private askFields(): void {
    const { route, filtering } = this.store.state;
    if (this.areFieldsAsked || filtering.fields !== undefined || route.page !== 'calls') return;
    this.areFieldsAsked = true;
    this.api.filterFields().then(
      fields => this.change({ kind: 'fields', fields }),
      () => {
        // Completion is a help: without the server there are greater worries, and the page tells of those. Asked again later.
        this.wait(() => {
          this.areFieldsAsked = false;
          this.sync();
        }, REFRESH_MS);
      },
    );
  }

  private askFacets(): void {
    const wanted = wantedFacets(this.store.state);
    if (wanted === undefined || this.isAsking) return;
    this.isAsking = true;
    const { id, questions } = wanted;
    const began = this.now();
    this.change({ kind: 'facets-asked', id });
    Promise.all(questions.map(question => this.api.facets(question))).then(
      answers => {
        this.isAsking = false;
        const [first] = answers;
        const facets = answers.flatMap(answer => answer.facets);
        const counts = first ?? { total: 0, all: 0 };
        this.change({ kind: 'facets', id, value: { total: counts.total, all: counts.all, facets } });
        if (facets.some(({ counted, legs }) => counted < legs)) this.later(GO_ON_MS);
        this.restUntil = this.now() + (this.now() - began) * REST_PER_ANSWER;
        this.sync();
      },
      (error: unknown) => {
        this.isAsking = false;
        this.change({ kind: 'facets-refused', id, problem: problemOf(error) });
        this.sync();
      },
    );
  }

  private later(ms: Millis): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.wait(
      () => {
        this.isWaiting = false;
        this.askFacets();
      },
      Math.max(ms, this.restUntil - this.now()),
    );
  }

  private askValues(): void {
    const wanted = wantedValues(this.store.state);
    if (wanted === undefined || this.isAskingValues || this.store.state.filtering.values?.id === wanted.id) return;
    this.isAskingValues = true;
    const { id, question } = wanted;
    this.change({ kind: 'values-asked', id });
    this.api.facets(question).then(
      ({ facets }) => {
        this.isAskingValues = false;
        this.change({ kind: 'values', id, value: facets[0] });
        this.sync();
      },
      (error: unknown) => {
        this.isAskingValues = false;
        this.change({ kind: 'values-refused', id, problem: problemOf(error) });
        this.sync();
      },
    );
  }

  private change(change: FilteringChange): void {
    this.store.dispatch({ type: 'filtering', change });
  }
}
