import { expect, test } from 'vitest';
import { TrafficTally } from '../../../collector/query/traffic-tally.ts';
import { CallStore } from '../../../collector/store/call-store.ts';

// What is counted of transactions is shown through whole captures in host-map.test.ts.
test('nothing counted is nothing told', () => {
  expect(new TrafficTally().told(new CallStore(16))).toEqual({
    transactions: 0,
    methods: {},
    codes: {},
    unanswered: 0,
    retransmissions: 0,
    response: { count: 0, p50: null, p95: null, p99: null },
    transports: [],
    startTime: 0,
    endTime: 0,
  });
});
