import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { HepGate } from '../../../collector/record/hep-listener-gate.ts';
import {
  HepStreamServer,
  IDLE_MILLIS,
  MAX_CONNECTIONS,
  UNFINISHED_MILLIS,
} from '../../../collector/record/hep-listener-stream.ts';
import { content, kamailio } from '../../support/hep-builder.ts';
import { eventually } from '../../support/hep-server.ts';

afterEach(() => vi.useRealTimers());

async function serve(): Promise<{ gate: HepGate; server: HepStreamServer; dial(): Promise<Socket> }> {
  const listening = createServer();
  await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve));
  const gate = new HepGate(() => {});
  const server = new HepStreamServer(listening, false, gate);
  onTestFinished(() => server.close());
  const dial = async (): Promise<Socket> => {
    const socket = connect({ port: server.port, host: '127.0.0.1' });
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await new Promise<void>(resolve => socket.once('connect', () => resolve()));
    return socket;
  };
  return { gate, server, dial };
}

const closed = (socket: Socket): Promise<void> =>
  new Promise(resolve => (socket.closed ? resolve() : socket.once('close', () => resolve())));

test('connections beyond the limit are turned away, and one that ends makes room', async () => {
  const { gate, dial } = await serve();
  const sockets: Socket[] = [];
  for (let i = 0; i < MAX_CONNECTIONS; i++) sockets.push(await dial());
  const extra = await dial();
  extra.resume();
  await closed(extra);
  expect(gate.refused()).toEqual({ 'HEP connection limit': 1 });
  sockets[0]?.end();
  await eventually(() => sockets[0]?.closed === true);
  const next = await dial();
  next.write(kamailio(content()));
  await eventually(() => gate.frames === 1);
});

test('a connection that is silent for too long is closed, sooner inside a frame', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const { gate, dial } = await serve();
  const [whole, half] = [await dial(), await dial()];
  whole.resume();
  half.resume();
  whole.write(kamailio(content()));
  half.write(kamailio(content()).subarray(0, 40));
  await eventually(() => gate.frames === 1);
  await new Promise(resolve => setTimeout(resolve, 50));
  vi.advanceTimersByTime(UNFINISHED_MILLIS + 20_000);
  await closed(half);
  expect(whole.closed).toBe(false);
  await eventually(() => gate.refused()['malformed HEP'] === 1);
  expect(gate.refused()['HEP idle connection']).toBe(1);
  vi.advanceTimersByTime(IDLE_MILLIS);
  await closed(whole);
  expect(gate.refused()).toEqual({ 'HEP idle connection': 2, 'malformed HEP': 1 });
});

test('nobody is idle while we do not listen', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const { gate, server, dial } = await serve();
  const socket = await dial();
  socket.write(kamailio(content()));
  await eventually(() => gate.frames === 1);
  server.pause();
  vi.advanceTimersByTime(2 * IDLE_MILLIS);
  server.resume();
  vi.advanceTimersByTime(IDLE_MILLIS / 2);
  socket.write(kamailio(content()));
  await eventually(() => gate.frames === 2);
  expect(gate.refused()).toEqual({});
});
