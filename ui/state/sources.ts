// Where frames come from, one line each: what a recorder counts of its inputs and what the collector counts of its capture
// points are two views of the same thing and are put side by side. Pure.

import type { LiveInfo } from '../../server/wire/protocol.ts';
import type { CaptureHealth, PointHealth } from '../../server/wire/types.ts';
import { type Rate, type RateHistory, rateOf } from './rates.ts';

export interface Source {
  readonly name: string;
  readonly kind: PointHealth['kind'];
  /** A HEP agent: it reached us through a listener. */
  readonly isAgent: boolean;
  readonly frames: number;
  readonly bytes: number;
  /** Undefined while the collector has told nothing of it. */
  readonly sipMessages: number | undefined;
  readonly rate: Rate | undefined;
  readonly kernelDrops: number | undefined;
  readonly interfaceDrops: number | undefined;
  readonly refused: Readonly<Record<string, number>>;
  readonly truncated: number;
  readonly hasApproximateTimes: boolean;
  readonly problem: NonNullable<LiveInfo['problem']> | undefined;
}

/**
 * The collector's counters cover the whole capture, those of an input one run of its recorder: the first are shown, the second make the
 * rates, and stand in until the first are here.
 *
 * Inputs of the recorder first, then what came through them; agents in the order of their first frame.
 */
export function sourcesOf(
  live: LiveInfo | undefined,
  health: CaptureHealth | undefined,
  rates: RateHistory | undefined,
): readonly Source[] {
  const points = new Map((health?.points ?? []).map(point => [point.name, point]));
  const isMoving = live === undefined || live.recorder === 'recording';
  const source = (name: string, input: LiveInfo['inputs'][number] | undefined): Source => {
    const point = points.get(name);
    return {
      name,
      kind: input?.kind ?? point?.kind ?? 'file',
      isAgent: input === undefined && point?.kind === 'hep',
      frames: point?.frames ?? input?.frames ?? 0,
      bytes: point?.bytes ?? input?.bytes ?? 0,
      sipMessages: point?.sipMessages,
      rate: isMoving ? rateOf(rates, name) : undefined,
      kernelDrops: point?.kernelDrops ?? input?.kernelDrops,
      interfaceDrops: point?.interfaceDrops ?? input?.interfaceDrops,
      refused: point?.refused ?? input?.refused ?? {},
      truncated: point?.truncatedFrames ?? 0,
      hasApproximateTimes: point?.hasApproximateTimes ?? false,
      problem: input?.problem,
    };
  };
  const inputs = live?.inputs ?? [];
  const others = [...points.keys()].filter(name => !inputs.some(input => input.name === name));
  return [...inputs.map(input => source(input.name, input)), ...others.map(name => source(name, undefined))];
}
