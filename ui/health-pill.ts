// The one line about a capture's health that is always in sight, and the word for what it is doing. Pure.

import type { CaptureInfo } from '../server/wire/protocol.ts';
import { texts } from './texts.ts';

export interface HealthPill {
  readonly level: 'good' | 'warn' | 'bad';
  readonly text: string;
}

type Known = Pick<CaptureInfo, 'progress' | 'live'>;

/** The worst that is known about a capture, in a word: what cannot be had back stands before what can still be looked at. */
export function healthPill({ progress, live }: Known): HealthPill {
  if (progress.state === 'failed') return { level: 'bad', text: texts.health.broken };
  if (live?.recorder === 'failed') return { level: 'bad', text: texts.health.recordingFailed };
  if (live?.recorder === 'gone') return { level: 'bad', text: texts.health.recorderGone };
  if (progress.dropped > 0) return { level: 'bad', text: texts.health.dropped(progress.dropped) };
  if (progress.notDecoded > 0) return { level: 'warn', text: texts.health.notDecoded(progress.notDecoded) };
  return { level: 'good', text: texts.health.clean };
}

export type Pulse = 'live' | 'waiting' | 'still' | 'bad';

/** What a capture is doing, and whether more may come of it. */
export function captureState({ progress, live }: Known): { readonly pulse: Pulse; readonly text: string } {
  if (progress.state === 'failed') return { pulse: 'bad', text: texts.captureStates.failed };
  if (live !== undefined) {
    const text = texts.recorder[live.recorder];
    if (live.recorder === 'recording') return { pulse: 'live', text };
    if (live.recorder === 'starting') return { pulse: 'waiting', text };
    return { pulse: live.recorder === 'stopped' ? 'still' : 'bad', text };
  }
  if (progress.state === 'live') return { pulse: 'live', text: texts.captureStates.live };
  if (progress.state === 'loading') return { pulse: 'waiting', text: texts.captureStates.loading };
  return { pulse: 'still', text: texts.captureStates.ready };
}

/** True while more frames may come. */
export function isLive(known: Known): boolean {
  return captureState(known).pulse === 'live';
}

/** True for a capture whose calls can be cleared: what was read to its end would stay empty. */
export function isClearable({ progress, live }: Known): boolean {
  return progress.state === 'live' || (progress.state === 'loading' && live !== undefined);
}

/** Captures as the chooser shows them: what is being recorded first. */
export function livesFirst(captures: readonly CaptureInfo[]): readonly CaptureInfo[] {
  return [...captures.filter(isLive), ...captures.filter(capture => !isLive(capture))];
}
