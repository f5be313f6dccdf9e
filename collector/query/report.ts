// `sipscope report --json`: one object (INTERFACES). A contract: names and units stay.

import type { LintSummary } from '../model/lint.ts';
import type { CaptureHealth, PointHealth } from '../model/report.ts';
import { isoTime } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { kpiOf } from './kpi.ts';
import type { LegFilter } from './leg-filter.ts';
import { callRows, countCalls } from './report-calls.ts';
import { type FindingRow, findingCounts, findingRows } from './report-findings.ts';
import { type KpiRow, kpiRow } from './report-kpi.ts';
import { legRow } from './report-leg.ts';
import { lintSummary } from './report-lint.ts';
import { listCounts, listSections } from './report-lists.ts';
import { type ReportPart, WantedParts } from './report-parts.ts';
import { streamRow } from './report-streams.ts';
import { reportStream } from './stream-report.ts';

export interface ReportOptions {
  /** Counts instead of legs, calls, registrations, subscriptions, streams and findings. */
  readonly summary: boolean;
  /** Only these parts; absent gives all. */
  readonly only?: readonly ReportPart[];
  /** Legs to list; absent lists all. Counts over messages and frames stay those of the whole capture. */
  readonly filter?: LegFilter;
  /** Also what is wrong with the messages of these legs: reads every one. The same as the part `lint`, beside the others. */
  readonly lint?: boolean;
  /** Also RTP that no signalling announced, in the part `streams`. */
  readonly rtpWithoutSignalling?: boolean;
}

export interface Report extends Readonly<Record<string, unknown>> {
  /** Their count in a summary. */
  readonly findings?: readonly FindingRow[] | number;
  /** In a summary: how many findings are part of another one, by the rule of that. */
  readonly findingsPartOf?: Readonly<Record<string, number>>;
  readonly kpi?: KpiRow;
  readonly lint?: LintSummary;
}

export function buildReport(sources: CallSources, health: CaptureHealth, options: ReportOptions): Report {
  const { store, bytes, counts } = sources;
  const isWanted = options.filter?.over(sources) ?? (() => true);
  const parts = new WantedParts(options.only);
  const isLintWanted = options.lint === true || parts.has('lint');
  return {
    ...parts.of('sources', () => ({
      sources: health.sources.map(({ start, end, ...source }) => ({
        ...source,
        ...(start === undefined ? {} : { start: isoTime(start) }),
        ...(end === undefined ? {} : { end: isoTime(end) }),
      })),
    })),
    ...parts.of('frames', () => ({ frames: health.frames })),
    ...parts.of('messages', () => ({
      sipMessages: counts.total,
      requests: byName(counts.requestCounts, id => store.methods.name(id)),
      responses: byName(counts.responseCounts, code => String(code)),
      callIds: store.callIds,
      retransmissions: counts.retransmissions,
      duplicates: counts.duplicates,
      malformed: counts.malformed,
    })),
    ...parts.of('frames', () => ({ truncatedFrames: health.truncatedFrames })),
    ...parts.of('streams', () => ({ rtpPackets: health.mediaPackets, media: health.media })),
    ...parts.of('frames', () => ({
      notDecoded: Object.fromEntries(health.notDecoded.map(entry => [entry.reason, entry.count])),
      dropped: health.dropped,
      points: health.points.map(pointRow),
      tls: health.tls,
      shed: health.shed,
    })),
    ...parts.of('kpi', () => ({ kpi: kpiRow(kpiOf(sources, {}, isWanted)) })),
    ...(isLintWanted ? { lint: lintSummary(store, bytes, isWanted) } : {}),
    ...(options.summary ? countRows(sources, parts) : listRows(sources, parts, options)),
  };
}

/** A capture point; counts that nobody took are absent. */
function pointRow({ firstTime, lastTime, notDecoded, ...point }: PointHealth): Report {
  return {
    ...point,
    ...(firstTime === undefined ? {} : { start: isoTime(firstTime) }),
    ...(lastTime === undefined ? {} : { end: isoTime(lastTime) }),
    notDecoded: Object.fromEntries(notDecoded.map(entry => [entry.reason, entry.count])),
  };
}

function countRows(sources: CallSources, parts: WantedParts): Report {
  const { store, streams, media } = sources;
  return {
    ...parts.of('legs', () => ({ legs: store.legs.length })),
    ...parts.of('calls', () => ({ calls: countCalls(sources) })),
    ...listCounts(sources, parts),
    ...parts.of('streams', () => ({
      streams: streams.length,
      rtpWithoutSignalling: [...media.withoutSignalling()].length,
    })),
    ...parts.of('findings', () => findingCounts(sources)),
  };
}

function listRows(sources: CallSources, parts: WantedParts, options: ReportOptions): Report {
  const { store, streams, links } = sources;
  const legs = options.filter === undefined ? store.legs : store.legs.filter(options.filter.over(sources));
  return {
    ...parts.of('legs', () => {
      links.refresh(true);
      return { legs: legs.map(leg => legRow(store, leg, links)) };
    }),
    ...parts.of('calls', () => ({ calls: callRows(sources, legs) })),
    ...listSections(sources, parts, wantedBy(store, legs)),
    ...parts.of('streams', () => ({
      streams: streams.map(stream => streamRow(reportStream(sources, stream))),
      ...(options.rtpWithoutSignalling && {
        rtpWithoutSignalling: [...sources.media.withoutSignalling()].map(one => streamRow(reportStream(sources, one))),
      }),
    })),
    ...parts.of('findings', () => ({ findings: findingRows(sources, legs) })),
  };
}

function wantedBy(store: CallStore, legs: readonly Leg[]): (leg: number) => boolean {
  if (legs === store.legs) return () => true;
  const wanted = new Set(legs.map(leg => leg.index));
  return leg => wanted.has(leg);
}

function byName(counts: readonly number[], nameOf: (id: number) => string): Record<string, number> {
  const entries: [string, number][] = [];
  counts.forEach((count, id) => {
    if (count > 0) entries.push([nameOf(id), count]);
  });
  return Object.fromEntries(entries);
}
