// What questions about calls are answered from, around a trace that was built message by message.

import { CallLinks } from '../../collector/links/call-links.ts';
import { LinkBook } from '../../collector/links/link-book.ts';
import { NO_AGREED_KEYS } from '../../collector/media/srtp/agreed-keys.ts';
import { NO_STREAMS } from '../../collector/media/stream.ts';
import type { CallSources } from '../../collector/query/call-detail.ts';
import { CaptureFindings } from '../../collector/query/findings.ts';
import { LegUsers } from '../../collector/query/leg-users.ts';
import { callIdText } from '../../collector/query/summary.ts';
import { TraceFindings } from '../../collector/query/trace-findings.ts';
import type { SegmentReader } from '../../collector/segment/reader.ts';
import { MessageBytes } from '../../collector/store/message-bytes.ts';
import { pcap } from './pcap-builder.ts';
import { openBytes } from './segment-frames.ts';
import { EPOCH, type Trace } from './trace.ts';

/** The bytes of a built trace lie nowhere: every message reads from `content`, a capture file, as zeros by default. */
export async function callSources(t: Trace, content = pcap([{ bytes: Buffer.alloc(2000) }])): Promise<CallSources> {
  return sourcesOver(t, await openBytes(content));
}

/** The same with a reader that is open already. */
export function sourcesOver(t: Trace, reader: SegmentReader): CallSources {
  const bytes = new MessageBytes(t.store, reader);
  const sources: CallSources = {
    captureId: 'c',
    store: t.store,
    bytes,
    streams: [],
    media: NO_STREAMS,
    agreedKeys: NO_AGREED_KEYS,
    names: new Map(),
    counts: t.tracker,
    start: EPOCH,
    pointName: id => t.points.get(id)?.name ?? '',
    keepAlives: 0,
    links: new CallLinks(t.store, bytes, { rules: [], book: new LinkBook(), callIdText }),
    findings: new CaptureFindings(() => sources),
    users: new LegUsers(t.store),
    traceFindings: new TraceFindings(() => sources),
    isOver: false,
    revision: t.tracker.total,
  };
  return sources;
}
