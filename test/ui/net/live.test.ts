import { describe, expect, test } from 'vitest';
import type { ClientMessage } from '../../../server/wire/protocol.ts';
import { Live, liveAddress, type Socket } from '../../../ui/net/live.ts';

const WATCH: ClientMessage = { type: 'watch', view: 'captures', seq: 1 };

class FakeSocket implements Socket {
  readonly sent: string[] = [];
  private readonly listeners = new Map<string, (event: { readonly data: unknown }) => void>();
  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void {
    this.listeners.set(type, listener);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  fire(type: 'open' | 'close' | 'message', data?: unknown): void {
    this.listeners.get(type)?.({ data });
  }
}

function session() {
  const sockets: FakeSocket[] = [];
  const waits: { readonly run: () => void; readonly ms: number }[] = [];
  const heard: unknown[] = [];
  const live = new Live({
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    wait: (run, ms) => waits.push({ run, ms }),
    random: () => 0,
    onMessage: message => heard.push(message.type),
    onConnection: connection => heard.push(connection),
  });
  live.open();
  return { live, sockets, waits, heard };
}

describe('the live socket', () => {
  test('says what is watched once it is open, not before', () => {
    const { live, sockets } = session();
    live.watch(WATCH);
    expect(sockets[0]?.sent).toEqual([]);
    sockets[0]?.fire('open');
    expect(sockets[0]?.sent).toEqual([JSON.stringify(WATCH)]);
  });
  test('comes back with growing waits and watches the same again', () => {
    const { live, sockets, waits, heard } = session();
    sockets[0]?.fire('open');
    live.watch(WATCH);
    sockets[0]?.fire('close');
    waits[0]?.run();
    sockets[1]?.fire('close');
    waits[1]?.run();
    sockets[2]?.fire('open');
    expect(waits.map(wait => wait.ms)).toEqual([125, 250]);
    expect(sockets[2]?.sent).toEqual([JSON.stringify(WATCH)]);
    expect(heard).toEqual(['open', 'lost', 'lost', 'open']);
  });
  test('starts its waits anew after a good connection', () => {
    const { sockets, waits } = session();
    sockets[0]?.fire('close');
    waits[0]?.run();
    sockets[1]?.fire('open');
    sockets[1]?.fire('close');
    expect(waits.map(wait => wait.ms)).toEqual([125, 125]);
  });
  test('gives parsed messages and leaves binary ones', () => {
    const { sockets, heard } = session();
    sockets[0]?.fire('message', '{"type":"progress"}');
    sockets[0]?.fire('message', new ArrayBuffer(1));
    expect(heard).toEqual(['progress']);
  });
});

test('a page on https has a safe socket', () => {
  expect(liveAddress({ protocol: 'https:', host: 'a.example' })).toBe('wss://a.example/api/live');
  expect(liveAddress({ protocol: 'http:', host: '127.0.0.1:8060' })).toBe('ws://127.0.0.1:8060/api/live');
});
