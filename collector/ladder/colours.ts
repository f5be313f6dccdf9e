// The colours of a ladder that is drawn as a file: the light theme of the page, so that a picture says by its colours what the page says.
// A test holds each to the token of its name in `ui/styles/theme.css`.

import type { LadderEvent, LadderMessage } from '../model/ladder.ts';

export const COLOURS = {
  'surface-0': '#ffffff',
  'ink-1': '#14181f',
  'ink-3': '#535d6b',
  line: '#d4dae1',
  accent: '#1755b5',
  'class-request': '#14181f',
  'class-1xx': '#45608a',
  'class-2xx': '#16633c',
  'class-3xx': '#0a5d67',
  'class-4xx': '#7d4a00',
  'class-5xx': '#a81f18',
  'class-6xx': '#8f1b78',
  'state-good': '#16633c',
  'state-warn': '#7d4a00',
  'state-bad': '#a81f18',
} as const;

const BY_CLASS = [
  COLOURS['class-request'],
  COLOURS['class-1xx'],
  COLOURS['class-2xx'],
  COLOURS['class-3xx'],
  COLOURS['class-4xx'],
  COLOURS['class-5xx'],
  COLOURS['class-6xx'],
] as const;

const BY_QUALITY = { good: COLOURS['state-good'], fair: COLOURS['state-warn'], poor: COLOURS['state-bad'] } as const;

/** By the class of a response; a code outside 100..699 is drawn as a request is. */
export function colourOfMessage({ statusCode }: Pick<LadderMessage, 'statusCode'>): string {
  return BY_CLASS[Math.floor(statusCode / 100)] ?? COLOURS['class-request'];
}

/** Media by how they sound, a loss as what it is, an ICMP error as a warning. */
export function colourOfEvent({ kind, media }: Pick<LadderEvent, 'kind' | 'media'>): string {
  if (media !== undefined) return BY_QUALITY[media.quality];
  return kind === 'loss' ? COLOURS['state-bad'] : COLOURS['state-warn'];
}
