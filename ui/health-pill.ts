// The one line about a capture's health that is always in sight. Pure.

import type { CaptureProgress } from '../server/wire/types.ts';
import { texts } from './texts.ts';

export interface HealthPill {
  readonly level: 'good' | 'warn' | 'bad';
  readonly text: string;
}

/** The worst that is known about a capture, in a word. */
export function healthPill(progress: CaptureProgress): HealthPill {
  if (progress.state === 'failed') return { level: 'bad', text: texts.health.broken };
  if (progress.notDecoded > 0) return { level: 'warn', text: texts.health.notDecoded(progress.notDecoded) };
  return { level: 'good', text: texts.health.clean };
}
