// Builders for what the page holds and is sent. A row is named by its index; the rest is of no matter unless a test says so.

import type { CaptureInfo, ServerMessage } from '../../server/wire/protocol.ts';
import type { CallSummary, CaptureProgress } from '../../server/wire/types.ts';

export function callRow(index: number, more: Partial<CallSummary> = {}): CallSummary {
  return {
    id: `demo:${index}`,
    index,
    callId: `${index}@a`,
    kind: 'call',
    state: 'ended',
    flags: [],
    method: 'INVITE',
    statusCode: 200,
    from: `<sip:${index}@a>`,
    to: '<sip:b@b>',
    fromUser: String(index),
    toUser: 'b',
    source: '10.0.0.1:5060',
    destination: '10.0.0.2:5060',
    transport: 'UDP',
    startTime: 1_768_471_331_000_000 + index,
    lastTime: 1_768_471_332_000_000 + index,
    messages: 7,
    retransmissions: 0,
    duplicates: 0,
    dialogs: 1,
    ...more,
  };
}

export function callRows(from: number, count: number): readonly CallSummary[] {
  return Array.from({ length: count }, (_, at) => callRow(from + at));
}

export function progressOf(more: Partial<CaptureProgress> = {}): CaptureProgress {
  return {
    state: 'ready',
    generation: 0,
    dropped: 0,
    bytesRead: 10,
    frames: 10,
    messages: 10,
    legs: 10,
    notDecoded: 0,
    activeCalls: 0,
    ...more,
  };
}

export function captureInfo(id = 'demo', more: Partial<CaptureProgress> = {}): CaptureInfo {
  return { id, name: `${id}.pcap`, paths: [`/x/${id}.pcap`], origin: 'file', progress: progressOf(more) };
}

/** A snapshot of `demo` with rows `offset` … `offset + count`. */
export function snapshot(
  seq: number,
  offset: number,
  count: number,
  total: number,
  more: Partial<Extract<ServerMessage, { type: 'calls' }>> = {},
): Extract<ServerMessage, { type: 'calls' }> {
  return { type: 'calls', seq, capture: 'demo', rows: callRows(offset, count), offset, total, all: total, ...more };
}
