// What is asked for beside a call or a stream, where somebody looks at it: what can be heard, who calls by whose word, all legs in one
// ladder, the course of both directions. Pure.

import type { StreamReport } from '../../server/wire/types.ts';
import type { AppState, PartName, Parts } from './app-state.ts';
import { parseId } from './route.ts';
import { answerTo, mainStream } from './stream-pairs.ts';
import { currentCapture } from './watch.ts';

/** Streams of a call among which the one is looked for that answers another. */
const SIBLINGS = 100;
/** As many findings as a call page asks of the list. */
const MOST_FINDINGS = 500;

/** Id of the part that the page shows now; undefined where it shows none. */
export function wantedPart(state: AppState, name: PartName): string | undefined {
  switch (name) {
    case 'findings':
      return wantedFindings(state);
    case 'sound':
      return wantedSound(state);
    case 'identity':
      return state.route.panel === 'details' ? shownCall(state) : undefined;
    case 'merged':
      return state.route.isMerged ? (chosenIds(state) ?? mergedIds(state)) : undefined;
    case 'siblings':
      return wantedSiblings(state);
    case 'forward':
      return idOf(state, shownPair(state)?.forward);
    case 'reverse':
      return idOf(state, wantedReverse(state));
    case 'found':
      return wantedSearch(state);
    case 'timeline':
      return wantedTimeline(state);
    case 'sessions':
      return shownCall(state);
  }
}

/** The part of now, when it is here or on its way. */
export function partOf<Name extends PartName>(state: AppState, name: Name): Parts[Name] {
  const asked = state.parts[name];
  return asked !== undefined && asked.id === wantedPart(state, name) ? asked : undefined;
}

/** Where a part stands behind `/api/`. */
export function partPath(name: PartName, id: string): string {
  switch (name) {
    case 'findings':
      return `findings?${ofLeg(id)}&limit=${MOST_FINDINGS}`;
    case 'sound':
      return soundPath(id, 'waveform');
    case 'identity':
      return `calls/${encodeURIComponent(id)}/identity`;
    case 'merged':
      return `calls/merged?ids=${encodeURIComponent(id)}`;
    case 'siblings':
      return `streams?${ofLeg(id)}&limit=${SIBLINGS}`;
    case 'sessions':
      return `calls/${encodeURIComponent(id)}?parts=sessions`;
    case 'timeline':
      return `registrations/${encodeURIComponent(id)}/timeline`;
    case 'forward':
    case 'reverse':
      return `streams/${encodeURIComponent(id)}`;
    case 'found':
      return searchPath(id);
  }
}

/** Where the sound itself is: a WAV file. */
export function soundUrl(id: string): string {
  return `/api/${soundPath(id, 'audio')}`;
}

function soundPath(id: string, what: 'audio' | 'waveform'): string {
  const [kind, ...rest] = id.split('/');
  return `${kind}/${encodeURIComponent(rest.join('/'))}/${what}`;
}

/** `demo:7` as the leg of a question. */
function ofLeg(id: string): string {
  const { capture = '', index = 0 } = parseId(id) ?? {};
  return `capture=${encodeURIComponent(capture)}&leg=${index}`;
}

/** Findings are what a call that went wrong shows by itself. */
function wantedFindings(state: AppState): string | undefined {
  const { route, call } = state;
  const id = shownCall(state);
  const isOpen = route.panel === undefined || route.panel === 'findings';
  return isOpen && id !== undefined && (call?.value?.findings.length ?? 0) > 0 ? id : undefined;
}

/** `calls/demo:7`, `streams/demo:3`. */
function wantedSound(state: AppState): string | undefined {
  const { route, call } = state;
  const capture = currentCapture(state);
  if (route.page === 'streams' && route.item !== undefined && capture !== undefined)
    return `streams/${capture}:${route.item}`;
  const id = shownCall(state);
  const hasStreams = (call?.value?.streams.length ?? 0) > 0;
  return route.panel === 'media' && id !== undefined && hasStreams ? `calls/${id}` : undefined;
}

/** `demo:7`: the call of the stream that is open. */
function wantedSiblings(state: AppState): string | undefined {
  const stream = shownStream(state);
  return stream?.leg === undefined ? undefined : `${currentCapture(state)}:${stream.leg}`;
}

/** `demo:3`: the registration that is open. */
function wantedTimeline(state: AppState): string | undefined {
  const { page, item } = state.route;
  const capture = currentCapture(state);
  return page === 'registrations' && item !== undefined && capture !== undefined ? `${capture}:${item}` : undefined;
}

/** The main stream of the call whose media are open, and its answer. */
function shownPair(state: AppState): { forward: StreamReport; reverse: StreamReport | undefined } | undefined {
  if (state.route.panel !== 'media' || shownCall(state) === undefined) return undefined;
  const streams = state.call?.value?.streams ?? [];
  const forward = mainStream(streams);
  return forward === undefined ? undefined : { forward, reverse: answerTo(streams, forward) };
}

function wantedReverse(state: AppState): StreamReport | undefined {
  const stream = shownStream(state);
  if (stream === undefined) return shownPair(state)?.reverse;
  const { siblings } = state.parts;
  return siblings?.id === wantedSiblings(state) ? answerTo(siblings?.value?.items ?? [], stream) : undefined;
}

/** The stream that is open beside the table of streams, once it is here. */
function shownStream(state: AppState): StreamReport | undefined {
  const { route, stream } = state;
  return route.page === 'streams' && stream?.id === `${currentCapture(state)}:${route.item}` ? stream.value : undefined;
}

function idOf(state: AppState, stream: StreamReport | undefined): string | undefined {
  return stream === undefined ? undefined : `${currentCapture(state)}:${stream.index}`;
}

/** `demo:7`: the call on the page, once it is here. */
function shownCall({ route, call }: AppState): string | undefined {
  const id = `${route.capture}:${route.leg}`;
  return route.page === 'call' && call?.id === id && call.value !== undefined ? id : undefined;
}

/** Ids of the legs that somebody chose to see in one ladder. */
function chosenIds({ route }: AppState): string | undefined {
  if (route.page !== 'call' || route.leg === undefined || route.beside.length === 0) return undefined;
  return [route.leg, ...route.beside].map(leg => `${route.capture}:${leg}`).join(',');
}

/** Ids of all legs of the call on the page; undefined when it has only one. */
function mergedIds(state: AppState): string | undefined {
  const legs = shownCall(state) === undefined ? [] : (state.call?.value?.group?.legs ?? []);
  return legs.length < 2 ? undefined : legs.map(leg => `${state.route.capture}:${leg}`).join(',');
}

/** `demo:7,demo:9 text`: in which legs, and what is searched for. */
function wantedSearch(state: AppState): string | undefined {
  const { find, isMerged } = state.route;
  const id = shownCall(state);
  if (id === undefined || find === '') return undefined;
  return `${(isMerged ? mergedIds(state) : undefined) ?? id} ${find}`;
}

function searchPath(id: string): string {
  const blank = id.indexOf(' ');
  return `calls/search?ids=${encodeURIComponent(id.slice(0, blank))}&text=${encodeURIComponent(id.slice(blank + 1))}`;
}
