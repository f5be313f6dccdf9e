// Values of calls gathered for charts: bins with edges that a person knows, and quantiles of MOS.

import type { ChartBin, Histogram, MosFigures } from '../model/call-charts.ts';

/** ms; the first bin begins at 0, the last has no end. ITU-T E.721 asks for a post dial delay of 3, 5 and 8 s by distance. */
export const PDD_EDGES: readonly number[] = [0, 50, 100, 200, 500, 1000, 2000, 3000, 5000, 8000, 15_000, 30_000];
export const DISCONNECT_EDGES: readonly number[] = [0, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
export const TALK_EDGES: readonly number[] = [
  0, 1000, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000,
];
/** ITU-T G.107 Annex B: from here on all, many, some users dissatisfied; satisfied; very satisfied. */
export const MOS_EDGES: readonly number[] = [1, 2.58, 3.1, 3.6, 4.03, 4.34];

export class Bins {
  private readonly field: string;
  private readonly edges: readonly number[];
  private readonly isTime: boolean;
  private readonly counts: number[];
  private count = 0;

  /** `field` of the filter language; all but MOS are in ms. */
  constructor(field: string, edges: readonly number[]) {
    this.field = field;
    this.edges = edges;
    this.isTime = field !== 'mos';
    this.counts = edges.map(() => 0);
  }

  /** Undefined is no value; what lies below the first edge is in no bin, and there is none such. */
  add(value: number | undefined): void {
    if (value === undefined) return;
    let at = this.edges.length - 1;
    while (at >= 0 && value < this.edges[at]) at--;
    if (at < 0) return;
    this.counts[at]++;
    this.count++;
  }

  histogram(): Histogram {
    return { count: this.count, bins: this.edges.map((low, at) => this.bin(low, this.edges[at + 1], this.counts[at])) };
  }

  private bin(low: number, high: number | undefined, count: number): ChartBin {
    const [from, to] = [low, high].map(edge => (edge === undefined ? '' : this.word(edge)));
    if (high === undefined) return { name: `≥ ${from}`, low, count, filter: `${this.field} >= ${from}` };
    return { name: `${from} – ${to}`, low, high, count, filter: `${this.field} >= ${from} and ${this.field} < ${to}` };
  }

  /** As the filter language reads it: `0`, `500ms`, `3s`, `10m`. */
  private word(edge: number): string {
    if (!this.isTime || edge === 0) return String(edge);
    if (edge % 3_600_000 === 0) return `${edge / 3_600_000}h`;
    if (edge % 60_000 === 0) return `${edge / 60_000}m`;
    return edge % 1000 === 0 ? `${edge / 1000}s` : `${edge}ms`;
  }
}

/** Hundredths of MOS from 1 to 5: more than the estimate is worth, and the same room for any number of calls. */
const STEPS = 401;

/** Quantiles by nearest rank over hundredths. */
export class MosSamples {
  private counts: Uint32Array | undefined = undefined;
  private count = 0;

  add(mos: number): void {
    this.counts ??= new Uint32Array(STEPS);
    this.counts[Math.min(STEPS - 1, Math.max(0, Math.round((mos - 1) * 100)))]++;
    this.count++;
  }

  figures(): MosFigures {
    return { count: this.count, p50: this.rank(50), p5: this.rank(5) };
  }

  private rank(percent: number): number | null {
    if (this.counts === undefined) return null;
    let left = Math.ceil((percent * this.count) / 100);
    for (let at = 0; at < STEPS; at++) {
      left -= this.counts[at];
      if (left <= 0) return (100 + at) / 100;
    }
    return null;
  }
}
