// Builders for what the page holds and is sent. A row is named by its index; the rest is of no matter unless a test says so.

import type { CaptureInfo, LiveInfo, ServerMessage } from '../../server/wire/protocol.ts';
import type { CallSummary, CaptureHealth, CaptureProgress, InputStatus } from '../../server/wire/types.ts';

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

export function inputOf(name: string, frames: number, more: Partial<InputStatus> = {}): InputStatus {
  return { name, kind: 'interface', frames, bytes: frames * 100, refused: {}, ...more };
}

/** A recorder of eth0 that has seen 1,000 frames. */
export function liveInfo(more: Partial<LiveInfo> = {}): LiveInfo {
  const limits = { segmentBytes: 1e6, segmentSeconds: 600, spoolBytes: 10e6, spoolSeconds: 0 };
  return {
    recorder: 'recording',
    plan: {
      spool: '/spool/a',
      interfaces: ['eth0'],
      engine: 'cap',
      filter: 'port 5060',
      bufferBytes: 64 * 1024 * 1024,
      promiscuous: true,
      hep: [],
      limits,
    },
    inputs: [inputOf('eth0', 1000)],
    spool: {
      directory: '/spool/a',
      bytes: 4e6,
      segments: 4,
      limits,
      deletedSegments: 0,
      deletedBytes: 0,
      lostFrames: 0,
      isDiskFull: false,
    },
    ...more,
  };
}

/** A live capture `live1`. */
export function liveCapture(live: Partial<LiveInfo> = {}, progress: Partial<CaptureProgress> = {}): CaptureInfo {
  return {
    id: 'live1',
    name: 'eth0',
    paths: ['/spool/a'],
    origin: 'live',
    progress: progressOf({ state: 'live', ...progress }),
    live: liveInfo(live),
  };
}

export function pointOf(
  name: string,
  more: Partial<CaptureHealth['points'][number]> = {},
): CaptureHealth['points'][number] {
  return {
    name,
    kind: 'interface',
    frames: 900,
    bytes: 90_000,
    sipMessages: 300,
    truncatedFrames: 0,
    refused: {},
    hasApproximateTimes: false,
    notDecoded: [],
    ...more,
  };
}

export function healthOf(more: Partial<CaptureHealth> = {}): CaptureHealth {
  return {
    frames: 16_412,
    sipMessages: 1284,
    mediaPackets: 14_816,
    media: { streams: 0, withoutSignalling: 0, rtcpPackets: 0, rtcpEncrypted: 0, rtcpUnreadable: 0 },
    duplicates: 4,
    retransmissions: 31,
    malformed: 0,
    truncatedFrames: 1,
    notDecoded: [
      { reason: 'fragment incomplete', count: 3, samples: [] },
      {
        reason: 'not SIP',
        count: 1641,
        samples: [
          { id: '0-1204', source: '/x/a.pcap', point: 'a.pcap', frameNumber: 1204, time: 0 },
          { id: '0-1300', source: '/x/a.pcap', point: 'a.pcap', frameNumber: 1300, time: 0 },
        ],
      },
    ],
    shed: {},
    sources: [],
    points: [],
    dropped: 0,
    tls: { connections: 0, decrypted: 0, withoutKey: 0, failed: 0 },
    ...more,
  };
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
