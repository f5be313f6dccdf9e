// Key figures as `report` gives them: flat, with the names of INTERFACES, times ISO 8601; and their rows in the report for people.

import type { KpiReport, Percentiles } from '../model/kpi.ts';
import { isoTime, type Millis } from '../model/time.ts';
import type { Table } from './text-table.ts';

export type KpiRow = ReturnType<typeof kpiRow>;

export function kpiRow({ calls, registrations, concurrent, traffic, ...about }: KpiReport) {
  const { srd, srdFailed, sdd, sdt, pdd, acd, ...figures } = calls;
  const { rrd, ira, ...registered } = registrations;
  return {
    ...figures,
    ira,
    srd: rounded(srd),
    srdFailed: rounded(srdFailed),
    sdd: rounded(sdd),
    sdt: rounded(sdt),
    acd: round(acd),
    pdd: rounded(pdd),
    rrd: rounded(rrd),
    registrations: registered,
    concurrent: {
      peak: concurrent.peak,
      ...(concurrent.peakTime === undefined ? {} : { peakTime: isoTime(concurrent.peakTime) }),
    },
    traffic,
    lateStarts: about.lateStarts,
    firstLegOnly: about.firstLegOnly,
    percentileMethod: about.percentileMethod,
    ...(about.from === undefined ? {} : { from: isoTime(about.from) }),
    ...(about.to === undefined ? {} : { to: isoTime(about.to) }),
  };
}

function rounded({ count, p50, p95, p99 }: Percentiles): Percentiles {
  return { count, p50: round(p50), p95: round(p95), p99: round(p99) };
}

/** Three digits behind the point: µs in a number of ms. */
function round(value: Millis | null): Millis | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}

export const KPI_HEAD = ['figure', 'value', 'of'];

/** Only what was there: a capture without registrations has no line about them, and one without anything none at all. */
export function kpiTable(kpi: KpiRow): Table {
  const rows: string[][] = [];
  const { attempts, inProgress, redirected, sessionsUp, lateStarts, registrations, traffic, concurrent } = kpi;
  if (attempts + inProgress + lateStarts > 0) {
    const open = [
      ...(inProgress === 0 ? [] : [`${inProgress} in progress`]),
      ...(lateStarts === 0 ? [] : [`${lateStarts} began before the capture`]),
    ];
    const asked = `${attempts - redirected} attempts not redirected`;
    rows.push(
      ['call attempts', String(attempts), open.join(', ')],
      ['SER', percent(kpi.ser), asked],
      ['SEER', percent(kpi.seer), asked],
      ['ISA', percent(kpi.isa), `${attempts} attempts`],
      ['SCR', percent(kpi.scr), `${attempts - sessionsUp} attempts known to be over`],
      ['ASR', percent(kpi.asr), `${attempts} attempts`],
      ['NER', percent(kpi.ner), `${attempts} attempts`],
      ['SRD, answered', percentiles(kpi.srd), counted(kpi.srd)],
      ['SRD, failed', percentiles(kpi.srdFailed), counted(kpi.srdFailed)],
      ['PDD', percentiles(kpi.pdd), counted(kpi.pdd)],
      ['SDT', percentiles(kpi.sdt), counted(kpi.sdt)],
      ['ACD', duration(kpi.acd), counted(kpi.sdt)],
      ['SDD', percentiles(kpi.sdd), counted(kpi.sdd)],
      ['attempts a second', rate(kpi.attemptsPerSecond), ''],
      ['calls at once, most', String(concurrent.peak), concurrent.peakTime ?? ''],
    );
  }
  if (registrations.attempts + registrations.inProgress > 0) {
    rows.push(
      [
        'registration attempts',
        String(registrations.attempts),
        registrations.inProgress === 0 ? '' : `${registrations.inProgress} in progress`,
      ],
      ['IRA', percent(kpi.ira), `${registrations.attempts} attempts`],
      ['RRD', percentiles(kpi.rrd), counted(kpi.rrd)],
    );
  }
  if (rows.length > 0) {
    rows.push(
      ['messages a second', rate(traffic.messagesPerSecond), ''],
      ['retransmissions', percent(traffic.retransmissionRatio), `${traffic.messages} messages`],
    );
  }
  return rows;
}

function percent(ratio: number | null): string {
  return ratio === null ? '–' : `${(ratio * 100).toFixed(1)} %`;
}

function rate(value: number | null): string {
  return value === null ? '–' : String(Math.round(value * 100) / 100);
}

function duration(value: Millis | null): string {
  return value === null ? '–' : value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(1)} ms`;
}

function percentiles({ p50, p95, p99 }: Percentiles): string {
  return p50 === null ? '–' : `p50 ${duration(p50)}, p95 ${duration(p95)}, p99 ${duration(p99)}`;
}

function counted({ count }: Percentiles): string {
  return count === 1 ? '1 value' : `${count} values`;
}
