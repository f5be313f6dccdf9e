import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Captures } from '../../server/captures.ts';
import { Hub, type HubSocket } from '../../server/hub.ts';
import { LIMITS } from '../../server/wire/limits.ts';
import { FakeHandle } from '../support/fake-capture.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class FakeSocket extends EventEmitter implements HubSocket {
  bufferedAmount = 0;
  readonly sent: { type: string; rows?: { index: number }[] }[] = [];
  pings = 0;
  terminated = false;
  closedWith: number | undefined;
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  ping(): void {
    this.pings += 1;
  }
  terminate(): void {
    this.terminated = true;
    this.emit('close');
  }
  close(code: number): void {
    this.closedWith = code;
  }
  watch(capture: string): void {
    const window = { offset: 0, limit: 5 };
    this.emit(
      'message',
      JSON.stringify({ type: 'watch', view: 'calls', capture, filter: '', sort: '', window, seq: 1 }),
    );
  }
}

function start(): { hub: Hub; handle: FakeHandle; connect(): FakeSocket } {
  const captures = new Captures(source => new FakeHandle(source));
  const handle = captures.openFiles(['/demo.pcap']);
  if (!(handle instanceof FakeHandle)) throw new Error('not a fake');
  const hub = new Hub(captures, error => {
    throw error;
  });
  const connect = (): FakeSocket => {
    const socket = new FakeSocket();
    hub.accept(socket);
    return socket;
  };
  return { hub, handle, connect };
}

test('equal lists of one tick are asked once, whatever the number of pages', async () => {
  const { handle, connect } = start();
  const pages = Array.from({ length: 50 }, connect);
  for (const page of pages) page.watch(handle.id);
  await vi.advanceTimersByTimeAsync(100);
  const before = handle.capture.lists;
  handle.touch(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(handle.capture.lists).toBe(before + 1);
  for (const page of pages) expect(page.sent.at(-1)).toMatchObject({ type: 'calls-delta', rows: [{ index: 1 }] });
});

test('a hundred changes within 100 ms are one message', async () => {
  const { handle, connect } = start();
  const page = connect();
  await vi.advanceTimersByTimeAsync(100);
  page.sent.length = 0;
  for (let change = 0; change < 100; change++) handle.touch(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(page.sent).toMatchObject([{ type: 'progress' }]);
});

test('one page more than the limit is turned away, and may come when another left', () => {
  const { hub, connect } = start();
  const pages = Array.from({ length: LIMITS.liveClients }, connect);
  expect(connect().closedWith).toBe(1013);
  expect(hub.clients).toBe(LIMITS.liveClients);
  pages[0]?.emit('close');
  expect(connect().closedWith).toBeUndefined();
});

test('a socket that does not answer a ping is ended at the next, one that does lives on', async () => {
  const { hub, connect } = start();
  const deaf = connect();
  const well = connect();
  await vi.advanceTimersByTimeAsync(30_000);
  expect([deaf.pings, well.pings]).toEqual([1, 1]);
  well.emit('pong');
  await vi.advanceTimersByTimeAsync(30_000);
  expect([deaf.terminated, well.terminated]).toEqual([true, false]);
  expect(hub.clients).toBe(1);
});

test('a socket that breaks is forgotten', () => {
  const { hub, connect } = start();
  connect().emit('error', new Error('too large'));
  expect(hub.clients).toBe(0);
});

test('when the last page left no timer runs', () => {
  const { connect } = start();
  const page = connect();
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  page.emit('close');
  expect(vi.getTimerCount()).toBe(0);
});

test('the end says goodbye, and ends who does not answer within 200 ms', async () => {
  const { hub, handle, connect } = start();
  const page = connect();
  hub.close();
  expect(page.closedWith).toBe(1001);
  expect(page.terminated).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(page.terminated).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  expect(handle.closes).toBe(0);
});
