import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture, sipCapture } from '../../support/captures.ts';
import { messageText } from '../../support/trace.ts';

test('methods and codes are counted by name, also names of objects', async () => {
  const capture = await sipCapture(
    ['INVITE', '__proto__', 'constructor', 'INVITE'].map((method, i) => ({
      text: messageText(`${method} sip:x SIP/2.0`, method, { callId: `c${i}` }),
      at: i,
    })),
  );
  const report = capture.report({ summary: true });
  expect(JSON.stringify(report['requests'])).toBe('{"INVITE":2,"__proto__":1,"constructor":1}');
});

test('calls are the legs of kind call, one each where nothing ties them', async () => {
  const report = (await readCapture(join(FIXTURES, 'codes.pcap'))).report({ summary: false });
  const legs = report['legs'] as { kind: string; callId: string }[];
  const calls = legs.filter(leg => leg.kind === 'call').map(leg => ({ id: leg.callId, legs: [leg.callId], links: [] }));
  expect(report['calls']).toEqual(calls);
});

test('numbers of streams have at most three digits behind the point', async () => {
  const report = (await readCapture(join(FIXTURES, 'basic-call-proxy.pcap'))).report({ summary: false });
  const streams = report['streams'] as Record<string, number>[];
  expect(streams).toHaveLength(2);
  for (const stream of streams) {
    for (const key of ['jitterMean', 'jitterMax', 'deltaMax', 'lostPercent'])
      expect(String(stream[key])).toMatch(/^\d+(\.\d{1,3})?$/);
    expect(stream['startTime']).toMatch(/^\d{4}-.*\.\d{6}Z$/);
  }
});

test('a capture without frames is a report of zeros', async () => {
  const report = (await sipCapture([])).report({ summary: false });
  expect(report).toMatchObject({
    frames: 0,
    sipMessages: 0,
    requests: {},
    responses: {},
    callIds: 0,
    legs: [],
    streams: [],
  });
  expect(report['sources']).toMatchObject([{ format: 'pcap', frames: 0 }]);
});
