import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { FromWorker, Question } from '../../../collector/thread/protocol.ts';
import { serveCapture } from '../../../collector/thread/worker.ts';
import { FakeHandle } from '../../support/fake-capture.ts';

let ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports) port.close();
  ports = [];
});

function serve(handle: FakeHandle): {
  ask(id: number, question: Question): void;
  next(): Promise<FromWorker>;
  port: MessagePort;
} {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serveCapture(handle, port1);
  const ask = (id: number, question: Question): void => port2.postMessage({ type: 'ask', id, question });
  const next = (): Promise<FromWorker> => new Promise(resolve => port2.once('message', resolve));
  return { ask, next, port: port2 };
}

test.each<[Question, object]>([
  [
    { type: 'list', query: { filter: '', sort: '', offset: 1, limit: 1 } },
    { total: 10, rows: [{ index: 1 }] },
  ],
  [{ type: 'call', leg: 2 }, { call: { index: 2 } }],
  [{ type: 'message', index: 3 }, { index: 3 }],
  [{ type: 'health' }, { frames: 9 }],
  [{ type: 'frame', id: '0.3' }, { reason: 'STUN' }],
  [{ type: 'answer', name: 'streams', given: [{ leg: 0 }] }, []],
])('a question is answered under its id: %j', async (question, value) => {
  const thread = serve(new FakeHandle({ id: 'demo', paths: ['/demo.pcap'] }));
  thread.ask(41, question);
  expect(await thread.next()).toMatchObject({ type: 'answer', id: 41, value });
});

test('a leg that is not there is answered with undefined', async () => {
  const thread = serve(new FakeHandle({ id: 'demo', paths: [] }));
  thread.ask(1, { type: 'call', leg: 99 });
  expect(await thread.next()).toEqual({ type: 'answer', id: 1, value: undefined });
});

test('an error becomes a refusal under the id of its question', async () => {
  const handle = new FakeHandle({ id: 'demo', paths: [] });
  handle.refusal = Object.assign(new Error('gone'), { code: 'SIPA_GONE', hint: 'Open it again.' });
  const thread = serve(handle);
  thread.ask(7, { type: 'health' });
  expect(await thread.next()).toEqual({
    type: 'refusal',
    id: 7,
    code: 'SIPA_GONE',
    message: 'gone',
    hint: 'Open it again.',
  });
});

test('changes pass through as they are announced', async () => {
  const handle = new FakeHandle({ id: 'demo', paths: [] }, 2);
  const thread = serve(handle);
  handle.grow(1);
  expect(await thread.next()).toMatchObject({ type: 'change', change: { legs: [2], progress: { legs: 3 } } });
});

test('closing is answered, and then the port closes', async () => {
  const handle = new FakeHandle({ id: 'demo', paths: [] });
  const thread = serve(handle);
  const ended = new Promise(resolve => thread.port.once('close', resolve));
  thread.ask(9, { type: 'close' });
  expect(await thread.next()).toEqual({ type: 'answer', id: 9, value: undefined });
  await ended;
  expect(handle.closes).toBe(1);
});

test('keys, clear and the end of following reach the capture', async () => {
  const handle = new FakeHandle({ id: 'demo', paths: [] });
  const { ask, port } = serve(handle);
  const answers: FromWorker[] = [];
  const done = new Promise<void>(resolve => {
    port.on('message', (message: FromWorker) => {
      if (message.type === 'answer') answers.push(message);
      if (answers.length === 3) resolve();
    });
  });
  ask(1, { type: 'add-keys', text: 'one\ntwo\n' });
  ask(2, { type: 'clear' });
  ask(3, { type: 'end-following' });
  await done;
  expect(answers).toMatchObject([{ id: 1, value: 2 }, { id: 2 }, { id: 3 }]);
  expect(handle.progress()).toMatchObject({ generation: 1, legs: 0, state: 'ready' });
});
