// A message as the server gives it, for tests of the page: everything empty but what a test says.

import type { MessageDetail } from '../../server/wire/types.ts';

export function messageDetail(more: Partial<MessageDetail> = {}): MessageDetail {
  return {
    id: 'demo:1',
    index: 1,
    leg: 0,
    callId: '',
    time: 0,
    nanos: 0,
    source: '10.0.0.1:5060',
    destination: '10.0.0.2:5060',
    transport: 'UDP',
    frameNumber: 1,
    file: 'demo.pcap',
    length: 0,
    retransmission: false,
    duplicates: 0,
    capturePoints: [],
    startLine: '',
    raw: '',
    headers: [],
    bodies: [],
    problems: [],
    ...more,
  };
}

/** Its headers, from lines `Name: value`. */
export function headerReports(...lines: readonly string[]): MessageDetail['headers'] {
  return lines.map(line => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    return { name, canonical: name, value: line.slice(colon + 1).trim(), parts: [], problems: [] };
  });
}
