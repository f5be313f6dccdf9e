import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { openInThread } from '../../../collector/thread/client.ts';
import type { CaptureChange, CaptureHandle } from '../../../collector/thread/protocol.ts';

const SOURCE = { id: 'demo-1', paths: ['/demo.pcap'] };

const handles: CaptureHandle[] = [];
afterEach(async () => {
  for (const handle of handles.splice(0)) await handle.close();
});

/** A handle on a real thread that runs `onAsk` for each question; `id`, `question`, `answer` and `post` are in its reach. */
function open(onAsk: string): CaptureHandle {
  const code = `
    const { parentPort } = require('node:worker_threads');
    const post = message => parentPort.postMessage(message);
    parentPort.on('message', ({ id, question }) => {
      const answer = value => post({ type: 'answer', id, value });
      ${onAsk}
    });`;
  const handle = openInThread(
    SOURCE,
    () => new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } }),
  );
  handles.push(handle);
  return handle;
}

function nextChange(handle: CaptureHandle): Promise<CaptureChange> {
  return new Promise(resolve => {
    const undo = handle.onChange(change => {
      undo();
      resolve(change);
    });
  });
}

test('answers find their questions whatever their order', async () => {
  const handle = open(`
    globalThis.held ??= [];
    held.push(() => answer({ asked: question }));
    if (held.length === 3) for (const give of held.reverse()) give();`);
  const answers = await Promise.all([handle.call(5), handle.message(6), handle.health()]);
  expect(answers).toEqual([
    { asked: { type: 'call', leg: 5 } },
    { asked: { type: 'message', index: 6 } },
    { asked: { type: 'health' } },
  ]);
});

test('every question of a handle has its words', async () => {
  const handle = open('answer(question)');
  const answers = [
    handle.frame('0.1'),
    handle.ask('streams', { leg: 1 }),
    handle.addKeys('k'),
    handle.clear(),
    handle.endFollowing(),
  ];
  expect(await Promise.all<unknown>(answers)).toEqual([
    { type: 'frame', id: '0.1' },
    { type: 'answer', name: 'streams', given: [{ leg: 1 }] },
    { type: 'add-keys', text: 'k' },
    { type: 'clear' },
    { type: 'end-following' },
  ]);
});

test('a refusal rejects with its code and hint', async () => {
  const handle = open(
    `post({ type: 'refusal', id, code: 'SIPA_NOT_A_CAPTURE', message: 'no capture', hint: 'Give a pcap.' })`,
  );
  await expect(handle.health()).rejects.toMatchObject({
    code: 'SIPA_NOT_A_CAPTURE',
    message: 'no capture',
    hint: 'Give a pcap.',
  });
});

test('an announcement reaches the listeners and is the latest progress', async () => {
  const handle = open(`
    post({ type: 'change', change: { progress: { state: 'loading', legs: 3 }, legs: [0, 2] } });
    answer();`);
  expect(handle.progress()).toMatchObject({ state: 'loading', legs: 0 });
  const [change] = await Promise.all([nextChange(handle), handle.health()]);
  expect(change).toEqual({ progress: { state: 'loading', legs: 3 }, legs: [0, 2] });
  expect(handle.progress()).toMatchObject({ legs: 3 });
});

test.each([
  ['throws', `setImmediate(() => { throw new Error('lost the plot'); })`, 'SIPA_CAPTURE_CRASHED', /lost the plot/],
  ['ends', `process.exit(3)`, 'SIPA_CAPTURE_CRASHED', /ended with code 3/],
  ['runs out of heap', `const keep = []; for (;;) keep.push(new Array(1000).fill(id));`, 'SIPA_OUT_OF_MEMORY', /heap/],
])('a thread that %s is a failed capture, and no question hangs', async (_, onAsk, code, message) => {
  const handle = open(onAsk);
  const change = nextChange(handle);
  const questions = await Promise.allSettled([handle.call(0), handle.health()]);
  for (const question of questions) {
    expect(question).toMatchObject({ status: 'rejected', reason: { code, message: expect.stringMatching(message) } });
  }
  expect(await change).toMatchObject({ progress: { state: 'failed', error: { code } } });
  expect(handle.progress().error?.hint).not.toBe('');
  await expect(handle.health()).rejects.toMatchObject({ code });
});

test('closing rejects what is still open, refuses what comes later, and can be repeated', async () => {
  const handle = open(`if (question.type === 'close') answer();`);
  const hanging = expect(handle.health()).rejects.toMatchObject({ code: 'SIPA_CAPTURE_CLOSED' });
  await Promise.all([handle.close(), handle.close()]);
  await hanging;
  await expect(handle.call(0)).rejects.toMatchObject({ code: 'SIPA_CAPTURE_CLOSED' });
  expect(handle.progress().state).toBe('loading');
});

test('a thread too busy to answer is ended within a second', async () => {
  const handle = open(
    `if (question.type === 'health') { post({ type: 'change', change: { progress: {}, legs: [] } }); for (;;); }`,
  );
  const hanging = expect(handle.health()).rejects.toMatchObject({ code: 'SIPA_CAPTURE_CLOSED' });
  await nextChange(handle);
  const before = performance.now();
  await handle.close();
  await hanging;
  expect(performance.now() - before).toBeLessThan(1000);
});
