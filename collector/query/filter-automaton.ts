// Runs a pattern as an automaton: Thompson's places, and their sets remembered as the states of a lazy deterministic one.
// Takes the syntax of `filter-pattern.ts`; promises time linear to the text and bounded memory.

/** Takes a UTF-16 code unit of lower-case text. */
export type CharacterTest = (code: number) => boolean;

export type Syntax =
  | { readonly type: 'character'; readonly test: CharacterTest }
  | { readonly type: 'sequence' | 'choice'; readonly parts: readonly Syntax[] }
  | { readonly type: 'repeat'; readonly part: Syntax; readonly min: number; readonly max: number }
  | { readonly type: 'start' | 'end' };

export const MAX_PLACES = 500;
// `((){100}){100}` makes no place but takes time.
const MAX_BUILD_STEPS = 20_000;
/** Places and transitions remembered at a time: a few megabytes. */
const MAX_REMEMBERED = 200_000;

/** A matcher that finds `syntax` anywhere in a text; undefined when it needs more than `MAX_PLACES`. */
export function makeMatcher(syntax: Syntax): LazyMatcher | undefined {
  const automaton = new Automaton();
  const first = automaton.add(syntax, automaton.accept);
  return first === undefined ? undefined : new LazyMatcher(automaton.places, first, automaton.accept);
}

/** One place of the automaton: reads a character, forks without reading, or asserts an end of the text. */
type Place =
  | { readonly type: 'read'; readonly test: CharacterTest; readonly next: number }
  | { readonly type: 'fork'; readonly next: number[] }
  | { readonly type: 'start' | 'end'; readonly next: number }
  | { readonly type: 'accept' };

class Automaton {
  readonly places: Place[] = [{ type: 'accept' }];
  readonly accept = 0;
  #steps = 0;

  /** Adds the places of `syntax` in front of place `next`; gives the first, undefined when there would be too many. */
  add(syntax: Syntax, next: number): number | undefined {
    if (++this.#steps > MAX_BUILD_STEPS) return undefined;
    switch (syntax.type) {
      case 'character':
        return this.#place({ type: 'read', test: syntax.test, next });
      case 'start':
      case 'end':
        return this.#place({ type: syntax.type, next });
      case 'sequence':
        return this.#sequence(syntax.parts, next);
      case 'choice':
        return this.#choice(syntax.parts, next);
      case 'repeat':
        return this.#repeat(syntax.part, syntax.min, syntax.max, next);
      default:
        return syntax satisfies never;
    }
  }

  #sequence(parts: readonly Syntax[], next: number): number | undefined {
    let first: number | undefined = next;
    for (let i = parts.length - 1; i >= 0 && first !== undefined; i--) {
      const part = parts[i];
      if (part !== undefined) first = this.add(part, first);
    }
    return first;
  }

  #choice(parts: readonly Syntax[], next: number): number | undefined {
    const branches: number[] = [];
    for (const part of parts) {
      const branch = this.add(part, next);
      if (branch === undefined) return undefined;
      branches.push(branch);
    }
    const [only] = branches;
    return branches.length === 1 ? only : this.#place({ type: 'fork', next: branches });
  }

  #repeat(part: Syntax, min: number, max: number, next: number): number | undefined {
    let first: number | undefined = next;
    if (max === Number.POSITIVE_INFINITY) {
      const exits = [next];
      const loop = this.#place({ type: 'fork', next: exits });
      const body = loop === undefined ? undefined : this.add(part, loop);
      if (body === undefined) return undefined;
      exits.push(body);
      first = loop;
    } else {
      for (let i = min; i < max && first !== undefined; i++) {
        const body = this.add(part, first);
        first = body === undefined ? undefined : this.#place({ type: 'fork', next: [body, next] });
      }
    }
    for (let i = 0; i < min && first !== undefined; i++) first = this.add(part, first);
    return first;
  }

  #place(place: Place): number | undefined {
    if (this.places.length >= MAX_PLACES) return undefined;
    this.places.push(place);
    return this.places.length - 1;
  }
}

/** A set of places, with what follows it by character as far as it was ever asked. */
interface State {
  readonly places: readonly number[];
  readonly accepts: boolean;
  readonly acceptsAtEnd: boolean;
  readonly next: Map<number, State>;
}

export class LazyMatcher {
  readonly #places: readonly Place[];
  readonly #first: number;
  readonly #accept: number;
  #states = new Map<string, State>();
  #initial: State | undefined;
  #remembered = 0;

  constructor(places: readonly Place[], first: number, accept: number) {
    this.#places = places;
    this.#first = first;
    this.#accept = accept;
  }

  /** `text` in lower case. */
  test(text: string): boolean {
    this.#initial ??= this.#state([this.#first], true);
    let state = this.#initial;
    for (let i = 0; i < text.length; i++) {
      if (state.accepts) return true;
      const code = text.charCodeAt(i);
      state = state.next.get(code) ?? this.#step(state, code);
    }
    return state.accepts || state.acceptsAtEnd;
  }

  #step(state: State, code: number): State {
    const reached = [this.#first];
    for (const index of state.places) {
      const place = this.#places[index];
      if (place?.type === 'read' && place.test(code)) reached.push(place.next);
    }
    const next = this.#state(reached, false);
    // Memory is bounded: hostile text with ever new characters starts the memory afresh.
    if (++this.#remembered > MAX_REMEMBERED) {
      this.#states = new Map();
      this.#initial = undefined;
      this.#remembered = 0;
      return next;
    }
    state.next.set(code, next);
    return next;
  }

  #state(seeds: readonly number[], atStart: boolean): State {
    const places = this.#closure(seeds, atStart, false);
    const key = `${atStart ? '^' : ''}${places.join()}`;
    let state = this.#states.get(key);
    if (state === undefined) {
      const acceptsAtEnd = this.#closure(seeds, atStart, true).includes(this.#accept);
      state = { places, accepts: places.includes(this.#accept), acceptsAtEnd, next: new Map() };
      this.#states.set(key, state);
      this.#remembered += places.length;
    }
    return state;
  }

  /** All places that can be reached from `seeds` without reading, ascending. */
  #closure(seeds: readonly number[], atStart: boolean, atEnd: boolean): readonly number[] {
    const seen = new Set<number>();
    const waiting = [...seeds];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (seen.has(index)) continue;
      const place = this.#places[index];
      if (place === undefined) continue;
      seen.add(index);
      if (place.type === 'fork') waiting.push(...place.next);
      else if ((place.type === 'start' && atStart) || (place.type === 'end' && atEnd)) waiting.push(place.next);
    }
    return [...seen].sort((a, b) => a - b);
  }
}
