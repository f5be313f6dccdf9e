// What the colours of arrows tell: the class of a message, its transaction, or its leg. Pure.

import type { LadderMessage } from '../../server/wire/types.ts';
import { responseClass } from '../base/response-class.ts';

export const COLOUR_MODES = ['class', 'transaction', 'leg'] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

/** Colours that transactions and legs take in turn, as tokens of the theme. */
export const HUES = ['accent', 'class-6xx', 'class-3xx', 'class-4xx', 'class-2xx', 'class-1xx'] as const;

export function nextColourMode(mode: ColourMode): ColourMode {
  return COLOUR_MODES[(COLOUR_MODES.indexOf(mode) + 1) % COLOUR_MODES.length] ?? 'class';
}

/** Name of the colour of an arrow: `c-2xx`, `h-3`. */
export function colourOf(mode: ColourMode, message: LadderMessage, legs: readonly number[]): string {
  switch (mode) {
    case 'class':
      return `c-${responseClass(message.statusCode)}`;
    case 'transaction':
      return message.transaction < 0 ? 'c-request' : `h-${message.transaction % HUES.length}`;
    case 'leg':
      return `h-${Math.max(0, legs.indexOf(message.leg)) % HUES.length}`;
  }
}

/** Where there are several legs, each has a colour at the left; empty for one alone. */
export function spineOf(leg: number, legs: readonly number[]): string {
  const at = legs.length < 2 ? -1 : legs.indexOf(leg);
  return at < 0 ? '' : `leg-${at % HUES.length}`;
}
