// Key figures of captures for Prometheus: counts, ratios, and quantiles of delays. What cannot be counted has no sample.

import type { Family, Sample } from './prometheus.ts';
import type { KpiReport, Percentiles } from './wire/types.ts';

/** The figures of one capture, all of it. */
export interface MeasuredKpi {
  readonly capture: string;
  readonly kpi: KpiReport;
}

const QUANTILES = [
  ['0.5', 'p50'],
  ['0.95', 'p95'],
  ['0.99', 'p99'],
] as const;

export function kpiFamilies(measured: readonly MeasuredKpi[]): Family[] {
  const gauge = (name: string, help: string, samplesOf: (kpi: KpiReport) => readonly Sample[]): Family => ({
    name,
    type: 'gauge',
    help,
    samples: measured.flatMap(({ capture, kpi }) =>
      samplesOf(kpi).map(({ labels, value }) => ({ labels: { capture, ...labels }, value })),
    ),
  });
  return [
    gauge('sipscope_call_attempts', 'Call attempts in the index, by what became of them.', attempts),
    gauge(
      'sipscope_registration_attempts',
      'Registration attempts in the index, by what became of them.',
      registrations,
    ),
    gauge('sipscope_kpi_ratio', 'SER, SEER, ISA, SCR, ASR, NER, IRA (RFC 6076, E.425), 0 to 1.', ratios),
    gauge('sipscope_kpi_delay_seconds', 'SRD, PDD, SDD, SDT, RRD (RFC 6076) by quantile.', delays),
    gauge('sipscope_concurrent_calls_peak', 'Most calls at one moment.', ({ concurrent }) => [
      { labels: {}, value: concurrent.peak },
    ]),
  ];
}

function byOutcome(counts: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(counts).map(([outcome, value]) => ({ labels: { outcome }, value }));
}

function attempts({ calls: { attempts: final, answered, redirected, inProgress } }: KpiReport): Sample[] {
  return byOutcome({ answered, redirected, failed: final - answered - redirected, 'in progress': inProgress });
}

function registrations({
  registrations: { attempts: final, succeeded, ineffective, inProgress },
}: KpiReport): Sample[] {
  return byOutcome({ succeeded, ineffective, abandoned: final - succeeded - ineffective, 'in progress': inProgress });
}

function ratios({ calls: { ser, seer, isa, scr, asr, ner }, registrations: { ira } }: KpiReport): Sample[] {
  return Object.entries({ ser, seer, isa, scr, asr, ner, ira }).flatMap(([kpi, value]) =>
    value === null ? [] : [{ labels: { kpi }, value }],
  );
}

function delays({ calls: { srd, pdd, sdd, sdt }, registrations: { rrd } }: KpiReport): Sample[] {
  const all: Readonly<Record<string, Percentiles>> = { srd, pdd, sdd, sdt, rrd };
  return Object.entries(all).flatMap(([kpi, values]) =>
    QUANTILES.flatMap(([quantile, key]) => {
      const value = values[key];
      return value === null ? [] : [{ labels: { kpi, quantile }, value: value / 1000 }];
    }),
  );
}
