import { expect, test } from 'vitest';
import { HostNumbers } from '../../../collector/query/host-numbers.ts';
import { isServerError } from '../../../collector/query/server-errors.ts';
import { TrafficHosts } from '../../../collector/query/traffic-hosts.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

const MINUTE_MS = 60_000;

/** A request and its final response `at` ms. */
function answer(t: Trace, code: number, at: number, from = '10.0.0.2:5060'): Trace {
  const callId = `${t.store.messages.count}`;
  t.request('OPTIONS', { callId, at: at - 5, to: from });
  return t.response(code, 'OPTIONS', { callId, at, from });
}

function failing(t: Trace) {
  const hosts = new TrafficHosts(t.store, new HostNumbers(t.store.endpoints));
  hosts.advance();
  return hosts.failing();
}

test('500, 502, 503 and 504 say that the server could not', () => {
  expect([500, 501, 502, 503, 504, 505, 600].filter(isServerError)).toEqual([500, 502, 503, 504]);
  expect(failing(answer(answer(trace(), 501, 10), 505, 20))).toEqual([]);
});

test('the worst minute is told, with the first 50 messages that prove it', () => {
  const t = answer(answer(trace(), 200, MINUTE_MS), 500, MINUTE_MS + 10);
  for (let i = 0; i < 60; i++) answer(t, 503, 5 * MINUTE_MS + 10 * (i + 1));
  answer(answer(t, 504, 9 * MINUTE_MS), 404, 9 * MINUTE_MS + 10);
  const [facts] = failing(t);
  expect(facts).toMatchObject({
    address: '10.0.0.2',
    finals: 64,
    serverErrors: 62,
    firstFinal: 1,
    first503: 5,
    count503: 60,
  });
  const { start, finals, serverErrors, messages } = facts.worstMinute;
  expect([start - EPOCH, finals, serverErrors]).toEqual([5 * MINUTE_MS * 1000, 60, 60]);
  expect(messages).toEqual(Array.from({ length: 50 }, (_, i) => 5 + 2 * i));
});

test('of two minutes alike the earlier one stands; what was well in it counts, and what others said does not', () => {
  const t = trace();
  for (const minute of [1, 3]) {
    answer(t, 200, minute * MINUTE_MS + 10);
    answer(t, 500, minute * MINUTE_MS + 20);
    answer(t, 200, minute * MINUTE_MS + 30, '10.0.0.9:5060');
    answer(t, 486, minute * MINUTE_MS + MINUTE_MS - 10);
    answer(t, 486, minute * MINUTE_MS + MINUTE_MS + 10);
  }
  const [{ worstMinute }] = failing(t);
  expect([worstMinute.start - EPOCH, worstMinute.serverErrors, worstMinute.finals]).toEqual([MINUTE_MS * 1000, 1, 3]);
});

test('minutes are by the clock, whatever order their messages came in', () => {
  const t = trace();
  const late = (code: number, at: number, callId: string): void => {
    t.request('OPTIONS', { callId, at, agentAt: at });
    t.response(code, 'OPTIONS', { callId, at: at + 1, agentAt: callId === 'b' ? at - MINUTE_MS : at + 1 });
  };
  late(500, MINUTE_MS + 100, 'a');
  late(500, 2 * MINUTE_MS + 200, 'b');
  late(500, 3 * MINUTE_MS, 'c');
  const [{ worstMinute }] = failing(t);
  expect([worstMinute.start - EPOCH, worstMinute.serverErrors, worstMinute.finals]).toEqual([MINUTE_MS * 1000, 2, 2]);
  expect(worstMinute.messages).toEqual([1, 3]);
});

test('who failed most often comes first', () => {
  const t = answer(trace(), 503, 10, '10.0.0.7:5060');
  answer(answer(t, 500, 20, '10.0.0.8:5060'), 500, 30, '10.0.0.8:5080');
  expect(failing(t).map(({ address, serverErrors }) => [address, serverErrors])).toEqual([
    ['10.0.0.8', 2],
    ['10.0.0.7', 1],
  ]);
});
