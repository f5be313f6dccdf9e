import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Ended } from '../../../collector/stream/outcome.ts';
import { StreamBench } from '../../support/stream-bench.ts';
import { messageText } from '../../support/trace.ts';
import { head, MASK, upgradeRequest, upgradeResponse, webSocketFrame } from '../../support/websocket.ts';

const OPTIONS = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {});
const frame = webSocketFrame(OPTIONS, { mask: MASK });

describe('an upgrade', () => {
  test('over segments waits, then is control', () => {
    const bench = new StreamBench();
    const request = upgradeRequest();
    expect(bench.send('client', request.subarray(0, 3))).toBe(Ended.Waiting);
    expect(bench.send('client', request.subarray(3, 60))).toBe(Ended.Waiting);
    expect(bench.send('client', request.subarray(60))).toBe(Reason.WebSocketControl);
    expect(bench.send('client', frame)).toBe(Ended.AsSip);
  });

  test('with frames behind it in the same segment is SIP, which lies where it lies', () => {
    const bench = new StreamBench();
    const response = upgradeResponse();
    expect(bench.send('server', Buffer.concat([response, webSocketFrame(OPTIONS)]))).toBe(Ended.AsSip);
    expect(bench.told).toMatchObject([{ text: OPTIONS, offset: 10_000 + response.length + 4 }]);
  });

  test('that only one direction shows is enough for this direction', () => {
    const bench = new StreamBench();
    bench.send('server', upgradeResponse());
    bench.send('server', webSocketFrame(OPTIONS));
    expect(bench.texts).toEqual([OPTIONS]);
  });

  test('that is refused may be asked for again', () => {
    const bench = new StreamBench();
    bench.send('client', upgradeRequest());
    expect(bench.send('server', head('HTTP/1.1 401 Unauthorized', 'Content-Length: 0'))).toBe(Reason.NotSip);
    bench.sendInPieces('client', upgradeRequest('Authorization: Basic eDp5'), 1);
    expect(bench.send('server', upgradeResponse())).toBe(Reason.WebSocketControl);
    expect(bench.send('client', frame)).toBe(Ended.AsSip);
    expect(bench.send('server', webSocketFrame(OPTIONS))).toBe(Ended.AsSip);
  });

  test('without subprotocol, or with another one, is looked into', () => {
    const bench = new StreamBench();
    bench.send('server', head('HTTP/1.1 101 Fine', 'upgrade: WebSocket', 'sec-websocket-protocol: chat'));
    expect(bench.send('server', webSocketFrame(OPTIONS))).toBe(Ended.AsSip);
  });
});

describe('other HTTP', () => {
  test('is not SIP, holds nothing, and may still come to an upgrade', () => {
    const bench = new StreamBench();
    expect(bench.send('client', head('GET /index.html HTTP/1.1', 'Host: a'))).toBe(Reason.NotSip);
    expect(bench.send('server', head('HTTP/1.1 200 OK', 'Content-Length: 5'))).toBe(Reason.NotSip);
    expect(bench.send('server', 'hello')).toBe(Reason.NotSip);
    expect(bench.streams.budget.heldBytes).toBe(0);
    expect(bench.send('client', upgradeRequest())).toBe(Reason.WebSocketControl);
    expect(bench.send('client', frame)).toBe(Ended.AsSip);
  });

  test('does not hide SIP that comes after it', () => {
    const bench = new StreamBench();
    bench.send('client', head('GET /index.html HTTP/1.1'));
    expect(bench.send('client', OPTIONS)).toBe(Ended.AsSip);
  });
});

test('a head without end is given up at the limit, and what comes after is looked at', () => {
  const bench = new StreamBench({ httpHeadBytes: 1000 });
  expect(bench.send('client', 'GET / HTTP/1.1\r\n')).toBe(Ended.Waiting);
  expect(bench.send('client', `Cookie: ${'x'.repeat(1000)}`)).toBe(Reason.OverSizeLimit);
  expect(bench.streams.budget).toMatchObject({ heldBytes: 0, shed: { 'HTTP heads over size limit': 1 } });
  expect(bench.send('client', 'x'.repeat(1000))).toBe(Reason.NotSip);
  expect(bench.send('client', frame)).toBe(Ended.AsSip);
});

test('a hole in a head gives it up', () => {
  const bench = new StreamBench();
  bench.send('client', upgradeRequest().subarray(0, 50));
  bench.gap('client', 20);
  expect(bench.send('client', upgradeRequest().subarray(70))).toBe(Reason.NotSip);
  expect(bench.streams.budget.heldBytes).toBe(0);
  expect(bench.send('client', frame)).toBe(Ended.AsSip);
});
