// What key figures are computed from, around a trace that was built message by message. No message is opened: there is none to open.

import type { KpiSources } from '../../collector/query/kpi.ts';
import { MessageBytes } from '../../collector/store/message-bytes.ts';
import { pcap } from './pcap-builder.ts';
import { openBytes } from './segment-frames.ts';
import type { Trace } from './trace.ts';

const NOTHING = await openBytes(pcap([]));

export function kpiSources(t: Trace, isOver = false): KpiSources {
  return {
    store: t.store,
    bytes: new MessageBytes(t.store, NOTHING),
    counts: t.tracker,
    isOver,
    revision: t.tracker.total,
  };
}
