import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Captures } from '../../server/captures.ts';
import { type AskList, LiveClient } from '../../server/live-client.ts';
import type { ClientMessage, ServerMessage } from '../../server/wire/protocol.ts';
import type { ListQuery } from '../../server/wire/types.ts';
import { FakeHandle } from '../support/fake-capture.ts';

let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** One client over one capture of ten legs; every list is answered only when the test says so, and then costs `cost` ms. */
class Stage {
  readonly sent: ServerMessage[] = [];
  readonly faults: Error[] = [];
  readonly socket = { bufferedAmount: 0, send: (text: string) => void this.sent.push(JSON.parse(text)) };
  readonly captures: Captures;
  readonly handle: FakeHandle;
  readonly client: LiveClient;
  readonly questions: {
    readonly query: ListQuery;
    readonly answer: () => void;
    readonly refuse: (error: Error) => void;
  }[] = [];

  constructor() {
    this.captures = new Captures(source => new FakeHandle(source));
    const handle = this.captures.openFiles(['/demo.pcap']);
    if (!(handle instanceof FakeHandle)) throw new Error('not a fake');
    this.handle = handle;
    this.client = new LiveClient(this.socket, this.captures, error => this.faults.push(error));
    this.captures.listen(this.client);
    this.flush();
    this.sent.length = 0;
  }

  readonly ask: AskList = (_, query) =>
    new Promise((resolve, reject) => {
      this.questions.push({ query, answer: () => resolve(this.handle.capture.list(query)), refuse: reject });
    });

  say(message: ClientMessage | string): void {
    this.client.onMessage(typeof message === 'string' ? message : JSON.stringify(message), this.ask);
  }

  watch(more: Partial<Extract<ClientMessage, { view: 'calls' }>> = {}): void {
    const window = { offset: 0, limit: 5 };
    this.say({ type: 'watch', view: 'calls', capture: this.handle.id, filter: '', sort: '', window, seq: 1, ...more });
  }

  flush(): void {
    this.client.flush(this.ask);
  }

  /** Lets the oldest open question be answered, after `cost` ms. */
  async answer(cost = 0): Promise<void> {
    now += cost;
    this.questions.shift()?.answer();
    await new Promise(resolve => setImmediate(resolve));
  }

  async refuse(error: Error): Promise<void> {
    this.questions.shift()?.refuse(error);
    await new Promise(resolve => setImmediate(resolve));
  }

  /** What was sent since the last look, without progress. */
  taken(): ServerMessage[] {
    return this.sent.splice(0).filter(message => message.type !== 'progress');
  }
}

test('a watch is answered with a snapshot at once, not at the next tick', async () => {
  const stage = new Stage();
  stage.watch({ seq: 4 });
  await stage.answer();
  const [snapshot] = stage.taken();
  expect(snapshot).toMatchObject({ type: 'calls', seq: 4, offset: 0, total: 10, all: 10 });
  expect(snapshot?.type === 'calls' && snapshot.rows.map(row => row.index)).toEqual([0, 1, 2, 3, 4]);
});

test('a changed row of the window comes alone, one outside of it not at all', async () => {
  const stage = new Stage();
  stage.watch();
  await stage.answer();
  stage.taken();
  stage.handle.touch(3);
  stage.flush();
  await stage.answer();
  expect(stage.taken()).toMatchObject([{ type: 'calls-delta', seq: 1, total: 10, rows: [{ index: 3, messages: 8 }] }]);
  stage.handle.touch(9);
  stage.flush();
  await stage.answer();
  expect(stage.taken()).toEqual([]);
});

test('rows that come after a full window change the counts alone', async () => {
  const stage = new Stage();
  stage.watch();
  await stage.answer();
  stage.taken();
  stage.handle.grow(2);
  stage.flush();
  await stage.answer();
  expect(stage.taken()).toMatchObject([{ type: 'calls-delta', rows: [], total: 12, all: 12 }]);
});

test('rows that come into the window make a new snapshot', async () => {
  const stage = new Stage();
  stage.watch({ sort: '-start' });
  await stage.answer();
  stage.taken();
  stage.handle.grow(1);
  stage.flush();
  await stage.answer();
  const [snapshot] = stage.taken();
  expect(snapshot?.type === 'calls' && snapshot.rows.map(row => row.index)).toEqual([10, 9, 8, 7, 6]);
});

test('when more changed than can be named, the whole window comes', async () => {
  const stage = new Stage();
  stage.watch();
  await stage.answer();
  stage.taken();
  stage.handle.announce(undefined);
  stage.flush();
  await stage.answer();
  expect(stage.taken()).toMatchObject([{ type: 'calls-delta', rows: [{}, {}, {}, {}, {}] }]);
});

test('a slow socket skips ticks and then gets the latest state, once', async () => {
  const stage = new Stage();
  stage.watch();
  await stage.answer();
  stage.taken();
  stage.socket.bufferedAmount = 1024 * 1024 + 1;
  for (let tick = 0; tick < 50; tick++) {
    stage.handle.touch(tick % 2);
    stage.flush();
  }
  expect([stage.questions.length, stage.sent.length]).toEqual([0, 0]);
  stage.socket.bufferedAmount = 0;
  stage.flush();
  await stage.answer();
  expect(stage.questions).toEqual([]);
  expect(stage.sent.filter(message => message.type === 'progress')).toHaveLength(1);
  expect(stage.taken()).toMatchObject([{ type: 'calls-delta', rows: [{ messages: 32 }, { messages: 32 }] }]);
});

test('there is one question at a time, however often the page watches anew', async () => {
  const stage = new Stage();
  for (let seq = 1; seq <= 20; seq++) stage.watch({ seq });
  expect(stage.questions).toHaveLength(1);
  await stage.answer();
  expect(stage.taken()).toEqual([]);
  expect(stage.questions).toHaveLength(1);
  await stage.answer();
  expect(stage.taken()).toMatchObject([{ type: 'calls', seq: 20 }]);
});

test('a sorted list that cost 50 ms is asked again after 200 ms at the earliest', async () => {
  const stage = new Stage();
  stage.watch({ sort: '-start' });
  await stage.answer(50);
  stage.handle.touch(9);
  now += 199;
  stage.flush();
  expect(stage.questions).toHaveLength(0);
  now += 1;
  stage.flush();
  expect(stage.questions).toHaveLength(1);
});

test('capture order without a filter is never held back', async () => {
  const stage = new Stage();
  stage.watch();
  await stage.answer(50);
  stage.handle.touch(0);
  stage.flush();
  expect(stage.questions).toHaveLength(1);
});

test('a filter error comes with the snapshot and is not asked again', async () => {
  const stage = new Stage();
  stage.watch({ filter: 'statt = failed' });
  await stage.answer();
  expect(stage.taken()).toMatchObject([
    { type: 'calls', rows: [], error: { position: 3, expected: ['state', 'method'] } },
  ]);
  stage.handle.grow(1);
  stage.flush();
  expect(stage.questions).toHaveLength(0);
});

test('a page that watches a call is told at the start, at its changes, and not at those of others', () => {
  const stage = new Stage();
  stage.say({ type: 'watch', view: 'call', capture: stage.handle.id, leg: 2, seq: 7 });
  const told = { type: 'call-changed', seq: 7, capture: stage.handle.id, leg: 2 };
  expect(stage.taken()).toEqual([told]);
  stage.handle.touch(1);
  stage.flush();
  expect(stage.taken()).toEqual([]);
  stage.handle.touch(2);
  stage.flush();
  stage.flush();
  expect(stage.taken()).toEqual([told]);
});

test('when nobody knows whether the call changed, its page is told once a second', () => {
  const stage = new Stage();
  stage.say({ type: 'watch', view: 'call', capture: stage.handle.id, leg: 2, seq: 7 });
  stage.taken();
  for (let tick = 0; tick < 30; tick++) {
    now += 100;
    stage.handle.announce(undefined);
    stage.flush();
  }
  expect(stage.taken()).toHaveLength(3);
});

test('a page that watches the captures is told when one comes or goes', async () => {
  const stage = new Stage();
  stage.say({ type: 'watch', view: 'captures', seq: 2 });
  expect(stage.taken()).toMatchObject([{ type: 'captures', seq: 2, captures: [{ id: stage.handle.id }] }]);
  stage.captures.openFiles(['/other.pcap']);
  stage.flush();
  expect(stage.taken()).toMatchObject([{ captures: [{}, { name: 'other.pcap' }] }]);
});

test.each(['calls', 'call'] as const)(
  'a page that watches %s of a capture that is closed is told so, once',
  async view => {
    const stage = new Stage();
    if (view === 'calls') stage.watch();
    else stage.say({ type: 'watch', view, capture: stage.handle.id, leg: 0, seq: 1 });
    await stage.answer();
    stage.taken();
    await stage.captures.close(stage.handle.id);
    stage.flush();
    await stage.refuse(Object.assign(new Error('closed'), { code: 'SIPA_NO_CAPTURE', hint: 'h' }));
    stage.flush();
    expect(stage.taken()).toMatchObject([{ type: 'error', code: 'SIPA_NO_CAPTURE' }]);
  },
);

test('a refused list is told to the page; a fault of ours is told to the log too', async () => {
  const stage = new Stage();
  stage.watch();
  await stage.refuse(Object.assign(new Error('crashed'), { code: 'SIPA_CAPTURE_CRASHED', hint: 'Open it again.' }));
  expect(stage.taken()).toEqual([
    { type: 'error', code: 'SIPA_CAPTURE_CRASHED', message: 'crashed', hint: 'Open it again.' },
  ]);
  expect(stage.faults).toEqual([]);
  stage.watch();
  const fault = new TypeError('x is undefined');
  await stage.refuse(fault);
  expect(stage.taken()).toMatchObject([{ type: 'error', code: 'SIPA_INTERNAL' }]);
  expect(stage.faults).toEqual([fault]);
});

test.each(['', '{', 'null', '[]', '{"type":"watch"}', '{"type":"watch","view":"calls","capture":5}', 'x'.repeat(1000)])(
  'the message %j is answered with an error and the watch goes on',
  async text => {
    const stage = new Stage();
    stage.watch();
    await stage.answer();
    stage.taken();
    stage.say(text);
    expect(stage.taken()).toMatchObject([{ type: 'error', code: 'SIPA_BAD_MESSAGE' }]);
    stage.handle.touch(0);
    stage.flush();
    await stage.answer();
    expect(stage.taken()).toMatchObject([{ type: 'calls-delta' }]);
  },
);

test('after unwatch, and after leaving, nothing is sent', async () => {
  const stage = new Stage();
  stage.watch();
  stage.say({ type: 'unwatch' });
  await stage.answer();
  expect(stage.taken()).toEqual([]);
  stage.watch();
  stage.client.leave();
  await stage.answer();
  expect(stage.sent).toEqual([]);
});

test('progress goes to every page whatever it watches, the latest one only', () => {
  const stage = new Stage();
  stage.handle.grow(1);
  stage.handle.grow(1);
  stage.flush();
  expect(stage.sent).toMatchObject([{ type: 'progress', capture: stage.handle.id, progress: { legs: 12 } }]);
});

test('the range of a watch is the range of its list', () => {
  const stage = new Stage();
  stage.watch({ from: 5, to: 9 });
  expect(stage.questions[0]?.query).toEqual({ filter: '', sort: '', offset: 0, limit: 5, from: 5, to: 9 });
});
