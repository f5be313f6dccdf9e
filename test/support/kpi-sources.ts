// What key figures are computed from, around a trace that was built message by message. No message is opened: there is none to open.

import type { KpiSources } from '../../collector/query/kpi.ts';
import { sourcesOver } from './call-sources.ts';
import { pcap } from './pcap-builder.ts';
import { openBytes } from './segment-frames.ts';
import type { Trace } from './trace.ts';

const NOTHING = await openBytes(pcap([]));

export function kpiSources(t: Trace, isOver = false): KpiSources {
  return { ...sourcesOver(t, NOTHING), isOver };
}
