// A server over fake captures, for inject and injectWS; and a page that speaks to its live socket.

import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp } from '../../server/app.ts';
import { Captures } from '../../server/captures.ts';
import { LiveCaptures } from '../../server/live-captures.ts';
import { LiveControl } from '../../server/live-control.ts';
import { NO_RECORD_DEFAULTS } from '../../server/live-request.ts';
import type { ClientMessage, ServerMessage } from '../../server/wire/protocol.ts';
import { FakeHandle } from './fake-capture.ts';
import { FakeRecording } from './fake-recording.ts';

export interface FakeApp {
  readonly app: FastifyInstance;
  readonly captures: Captures;
  /** Every handle that was opened, in order. */
  readonly handles: FakeHandle[];
  readonly recording: FakeRecording;
  readonly live: LiveCaptures;
}

/** An app with one capture per entry of `legs`: `/traces/demo0.pcap` with that many legs, and so on. */
export async function fakeApp(legs: readonly number[] = [10], options: Partial<AppOptions> = {}): Promise<FakeApp> {
  const handles: FakeHandle[] = [];
  const captures = new Captures(source => {
    const handle = new FakeHandle(source, legs[handles.length] ?? 10);
    handles.push(handle);
    return handle;
  });
  legs.forEach((_, at) => {
    captures.openFiles([`/traces/demo${at}.pcap`]);
  });
  const recording = new FakeRecording();
  const live = new LiveCaptures(captures, recording);
  const control = new LiveControl({ live, recording, defaults: NO_RECORD_DEFAULTS, isStartAllowed: true });
  const app = await buildApp({ captures, live: control, ...options });
  app.addHook('onClose', async () => {
    await live.end(true);
  });
  return { app, captures, handles, recording, live };
}

export function handleAt(fake: FakeApp, at: number): FakeHandle {
  const handle = fake.handles[at];
  if (handle === undefined) throw new Error(`no capture ${at} was opened`);
  return handle;
}

/** The live socket as a page sees it. */
export class FakePage {
  readonly socket: WebSocket;
  readonly received: ServerMessage[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', data => {
      this.received.push(JSON.parse(String(data)));
      for (const look of this.#waiting) look();
    });
  }

  static async connect(app: FastifyInstance): Promise<FakePage> {
    await app.ready();
    let page: FakePage | undefined;
    await app.injectWS(
      '/api/live',
      { headers: { host: 'localhost:8060' } },
      { onInit: socket => (page = new FakePage(socket)) },
    );
    if (page === undefined) throw new Error('the socket was never made');
    return page;
  }

  say(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The first message of this type that has not been taken yet; it and what came before it are taken. */
  next<Type extends ServerMessage['type']>(type: Type): Promise<Extract<ServerMessage, { type: Type }>> {
    const isWanted = (message: ServerMessage): message is Extract<ServerMessage, { type: Type }> =>
      message.type === type;
    return new Promise(resolve => {
      const look = (): void => {
        const at = this.received.findIndex(isWanted);
        const found = this.received[at];
        if (found === undefined || !isWanted(found)) return;
        this.received.splice(0, at + 1);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
