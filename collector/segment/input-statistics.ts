// What the interface statistics of a capture say about its points: drops, refusals, losses. Counters are cumulative within one run
// of whatever captured; a later run begins again at 0, so a point's number is the sum over the runs.
// One of these serves all segments of a spool, or one file.

import { printable } from '../bytes/printable.ts';
import type { InputHealth } from '../model/report.ts';
import type { StatisticsOptions } from './pcapng-options.ts';

/** Reasons of refusal that one point can have, and how long their names may be; what goes beyond is not shown. */
const MAX_REASONS = 64;
const MAX_REASON_CHARS = 100;

export class InputStatistics {
  private readonly inputs = new Map<number, Input>();

  /** A point that may tell statistics later. */
  describe(point: number, hasApproximateTimes: boolean): void {
    this.inputOf(point).hasApproximateTimes ||= hasApproximateTimes;
  }

  /**
   * Takes one block of statistics. `run` names the run that counted, empty when that is unknown: then a counter that falls begins
   * a new one. Gives the frames lost since the block before: dropped by kernel or interface, or not written.
   */
  note(point: number, run: string, { interfaceDrops, kernelDrops, comment }: StatisticsOptions): number {
    const input = this.inputOf(point);
    if (run !== input.run) input.startRun(run);
    const before = input.lostInAll;
    const told = readComment(comment);
    input.interfaceDrops.take(interfaceDrops, run);
    input.kernelDrops.take(kernelDrops, run);
    input.lost.take(told.lost, run);
    for (const [reason, count] of told.refused) input.reason(reason)?.take(count, run);
    if (input.isBaseline) input.setBaseline();
    return Math.max(0, input.lostInAll - before);
  }

  /** Reading begins anew, in the middle of a run when `inRun`: then what was counted before is not told again. */
  restart(inRun: boolean): void {
    const points = [...this.inputs];
    this.inputs.clear();
    for (const [point, { hasApproximateTimes }] of points) {
      const input = this.inputOf(point);
      input.hasApproximateTimes = hasApproximateTimes;
      input.isBaseline = inRun;
    }
  }

  list(): InputHealth[] {
    return [...this.inputs].map(([point, input]) => input.health(point));
  }

  private inputOf(point: number): Input {
    let input = this.inputs.get(point);
    if (input === undefined) {
      input = new Input();
      this.inputs.set(point, input);
    }
    return input;
  }
}

/** A counter over several runs. */
class Counter {
  /** Sum of the runs that are over. */
  private before = 0;
  private last = 0;
  isTold = false;

  get value(): number {
    return this.before + this.last;
  }

  take(count: number | undefined, run: string): void {
    if (count === undefined) return;
    // Within a named run a counter cannot fall; if it does, the lower number is not believed.
    if (count < this.last && run !== '') return;
    if (count < this.last) this.startRun();
    this.last = count;
    this.isTold = true;
  }

  startRun(): void {
    // Numbers that lie must not leave what a number can count.
    this.before = Math.min(this.before + this.last, Number.MAX_SAFE_INTEGER);
    this.last = 0;
  }

  /** From here on it counts from 0. */
  setBaseline(): void {
    this.before = -this.last;
  }
}

class Input {
  run = '';
  hasApproximateTimes = false;
  isBaseline = false;
  readonly kernelDrops = new Counter();
  readonly interfaceDrops = new Counter();
  readonly lost = new Counter();
  private readonly reasons = new Map<string, Counter>();

  get lostInAll(): number {
    return this.kernelDrops.value + this.interfaceDrops.value + this.lost.value;
  }

  reason(name: string): Counter | undefined {
    let counter = this.reasons.get(name);
    if (counter === undefined && this.reasons.size < MAX_REASONS) {
      counter = new Counter();
      this.reasons.set(name, counter);
    }
    return counter;
  }

  startRun(run: string): void {
    // The first name that a run gets does not end it.
    if (this.run !== '') for (const counter of this.counters()) counter.startRun();
    this.run = run;
  }

  setBaseline(): void {
    this.isBaseline = false;
    for (const counter of this.counters()) counter.setBaseline();
  }

  health(point: number): InputHealth {
    const { kernelDrops, interfaceDrops, lost } = this;
    const refused = [...this.reasons].filter(([, { value }]) => value > 0).map(([name, { value }]) => [name, value]);
    return {
      point,
      ...(kernelDrops.isTold && { kernelDrops: kernelDrops.value }),
      ...(interfaceDrops.isTold && { interfaceDrops: interfaceDrops.value }),
      ...(lost.value > 0 && { lostFrames: lost.value }),
      refused: Object.fromEntries(refused),
      hasApproximateTimes: this.hasApproximateTimes,
    };
  }

  private counters(): Counter[] {
    return [this.kernelDrops, this.interfaceDrops, this.lost, ...this.reasons.values()];
  }
}

interface Told {
  readonly refused: readonly (readonly [string, number])[];
  readonly lost: number | undefined;
}

const NOTHING: Told = { refused: [], lost: undefined };

/** `{"refused":{"wrong HEP key":3},"lost":7}`; any other comment tells nothing. */
function readComment(comment: string): Told {
  if (!comment.startsWith('{')) return NOTHING;
  const told = parseObject(comment);
  const refused = isObject(told.refused) ? Object.entries(told.refused) : [];
  return {
    refused: refused.slice(0, MAX_REASONS).flatMap(([reason, count]) => {
      return isCount(count) ? [[printable(reason.slice(0, MAX_REASON_CHARS)), count] as const] : [];
    }),
    lost: isCount(told.lost) ? told.lost : undefined,
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
