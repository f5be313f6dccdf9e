import { describe, expect, test } from 'vitest';
import type { ClientMessage } from '../../../server/wire/protocol.ts';
import type { CallDetail } from '../../../server/wire/types.ts';
import { type Api, RefusedError } from '../../../ui/net/api.ts';
import { Session } from '../../../ui/net/session.ts';
import { START_STATE } from '../../../ui/state/app-state.ts';
import { rateOf } from '../../../ui/state/rates.ts';
import { START_ROUTE } from '../../../ui/state/route.ts';
import { Store } from '../../../ui/state/store.ts';
import {
  callRow,
  captureInfo,
  healthOf,
  inputOf,
  liveCapture,
  pointOf,
  progressOf,
  snapshot,
} from '../../support/ui-state.ts';

const DETAIL: CallDetail = {
  call: callRow(7),
  ladder: { hosts: [], rows: [], omitted: 0 },
  transitions: [],
  dialogs: [],
  transactions: [],
  streams: [],
  sessions: [],
  findings: [],
};

/** A session whose server answers at once; frames and waits run when told. */
async function started(api: Partial<Api> = {}) {
  const asked: string[] = [];
  const watched: ClientMessage[] = [];
  const frames: (() => void)[] = [];
  const waits: (() => void)[] = [];
  const refuse = async (): Promise<never> => {
    throw new RefusedError({ code: 'SIPA_NO', message: 'no', hint: '' });
  };
  const all: Api = {
    packets: refuse,
    aliases: async () => ({ text: '', version: '' }),
    saveAliases: async text => ({ text, version: '' }),
    captures: async () => [captureInfo()],
    call: async id => {
      asked.push(`call ${id}`);
      return DETAIL;
    },
    message: async id => {
      asked.push(`message ${id}`);
      return refuse();
    },
    health: async id => {
      asked.push(`health ${id}`);
      return refuse();
    },
    frame: async (capture, id) => {
      asked.push(`frame ${capture} ${id}`);
      return refuse();
    },
    filterFields: async () => [],
    facets: refuse,
    hosts: refuse,
    kpi: async query => {
      asked.push(`kpi ${query}`);
      return refuse();
    },
    interfaces: async () => {
      asked.push('interfaces');
      return refuse();
    },
    table: async (name, _key, offset) => {
      asked.push(`${name} ${offset}`);
      return refuse();
    },
    stream: refuse,
    registration: refuse,
    link: refuse,
    part: refuse,
    startLive: refuse,
    stop: refuse,
    start: refuse,
    clear: refuse,
    close: refuse,
    addKeys: refuse,
    ...api,
  };
  let clock = 0;
  const store = new Store(START_STATE, run => frames.push(run));
  const session = new Session(
    store,
    all,
    { watch: message => watched.push(message) },
    run => waits.push(run),
    () => clock,
  );
  const passes = (ms: number): void => {
    clock += ms;
  };
  /** Lets answers come in and frames pass until nothing moves. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) {
      await new Promise<void>(resolve => queueMicrotask(resolve));
      for (const run of frames.splice(0)) run();
    }
  };
  session.start();
  await settle();
  return { store, session, asked, watched, waits, settle, passes };
}

const windowsOf = (watched: readonly ClientMessage[]) =>
  watched.map(message =>
    message.type === 'watch' && message.view === 'calls'
      ? `${message.window.offset}+${message.window.limit}`
      : message.type,
  );

describe('the list', () => {
  test('is watched once the captures are known', async () => {
    const { watched } = await started();
    expect(watched).toEqual([
      {
        type: 'watch',
        view: 'calls',
        capture: 'demo',
        filter: '',
        sort: '',
        window: { offset: 0, limit: 50 },
        seq: 1,
      },
    ]);
  });
  test('is asked for again when scrolled out of its window, not before', async () => {
    const { store, session, watched, settle } = await started();
    session.onMessage(snapshot(1, 0, 150, 100_000));
    store.dispatch({ type: 'visible-rows', visible: { first: 2, end: 34 }, isAtEnd: false });
    await settle();
    expect(windowsOf(watched)).toEqual(['0+50']);
    store.dispatch({ type: 'visible-rows', visible: { first: 500, end: 540 }, isAtEnd: false });
    await settle();
    expect(windowsOf(watched)).toEqual(['0+50', '450+150']);
  });
  test('that grew under the screen is asked for once per length', async () => {
    const { store, session, watched, settle } = await started();
    session.onMessage(snapshot(1, 0, 10, 10));
    store.dispatch({ type: 'visible-rows', visible: { first: 0, end: 40 }, isAtEnd: true });
    await settle();
    session.onMessage({ type: 'calls-delta', seq: 1, capture: 'demo', rows: [], total: 12, all: 12 });
    await settle();
    await settle();
    expect(windowsOf(watched)).toEqual(['0+50', '0+50']);
  });
  test('of another filter is another question, and its answer alone counts', async () => {
    const { store, session, watched, settle } = await started();
    session.onMessage(snapshot(1, 0, 150, 100_000));
    store.dispatch({ type: 'route', route: { ...START_ROUTE, capture: 'demo', filter: 'x' } });
    await settle();
    session.onMessage(snapshot(1, 0, 150, 100_001));
    expect(store.state.list.total).toBe(100_000);
    session.onMessage(snapshot(2, 0, 3, 3));
    expect(store.state.list.total).toBe(3);
    expect(watched.at(-1)).toMatchObject({ filter: 'x', seq: 2 });
  });
});

/** What is asked for once the ladder stands is none of these tests' business. */
function laterParts(waits: (() => void)[]): void {
  waits.length = 0;
}

describe('a call', () => {
  const route = { ...START_ROUTE, page: 'call', capture: 'demo', leg: 7, message: 42 } as const;
  test('brings the message that its own is compared with', async () => {
    const { store, asked, settle } = await started();
    store.dispatch({ type: 'route', route: { ...route, compare: 40 } });
    await settle();
    expect(asked).toEqual(['call demo:7', 'message demo:42', 'message demo:40']);
  });
  test('is asked for once, with its message, and watched', async () => {
    const { store, asked, watched, settle } = await started();
    store.dispatch({ type: 'route', route });
    await settle();
    expect(asked).toEqual(['call demo:7', 'message demo:42']);
    expect(watched.at(-1)).toMatchObject({ view: 'call', leg: 7 });
    expect(store.state.call?.value).toBe(DETAIL);
    expect(store.state.messages.get('demo:42')?.problem?.code).toBe('SIPA_NO');
  });
  test('of a file that was read to its end is asked for once, until it changes', async () => {
    const { store, session, asked, waits, settle } = await started();
    store.dispatch({ type: 'route', route });
    await settle();
    laterParts(waits);
    const changed = { type: 'call-changed', seq: 2, capture: 'demo', leg: 7 } as const;
    session.onMessage(changed);
    expect(waits).toEqual([]);
    session.onMessage(changed);
    waits[0]?.();
    await settle();
    expect(asked.filter(each => each === 'call demo:7')).toHaveLength(2);
  });
  test('of a capture that is still read may have changed before it was watched, so the first answer counts', async () => {
    const { store, session, waits, settle } = await started({
      captures: async () => [captureInfo('demo', { state: 'loading' })],
    });
    store.dispatch({ type: 'route', route });
    await settle();
    laterParts(waits);
    session.onMessage({ type: 'call-changed', seq: 2, capture: 'demo', leg: 7 });
    expect(waits).toHaveLength(1);
  });
  test('that changes ten times is asked for again once', async () => {
    const { store, session, asked, waits, settle } = await started();
    store.dispatch({ type: 'route', route });
    await settle();
    laterParts(waits);
    for (let turn = 0; turn < 10; turn += 1)
      session.onMessage({ type: 'call-changed', seq: 2, capture: 'demo', leg: 7 });
    expect(waits).toHaveLength(1);
    waits[0]?.();
    await settle();
    expect(asked.filter(each => each === 'call demo:7')).toHaveLength(2);
  });
});

test('health is asked for on its page, and again while the capture moves', async () => {
  const { store, session, asked, waits, settle } = await started();
  store.dispatch({ type: 'route', route: { ...START_ROUTE, page: 'capture' } });
  await settle();
  session.onMessage({ type: 'progress', capture: 'demo', progress: progressOf() });
  waits[0]?.();
  await settle();
  expect(asked.filter(each => each !== 'interfaces')).toEqual(['health demo', 'health demo']);
});
test('captures are asked for again after the connection was lost', async () => {
  let times = 0;
  const captures = async () => {
    times += 1;
    return [captureInfo()];
  };
  const { session, settle } = await started({ captures });
  session.onConnection('open');
  session.onConnection('lost');
  session.onConnection('open');
  await settle();
  expect(times).toBe(2);
});
test('a capture that was closed is looked for again, and is no error of the page', async () => {
  const open = [captureInfo()];
  const { store, session, watched, settle } = await started({ captures: async () => [...open] });
  store.dispatch({ type: 'route', route: { ...START_ROUTE, capture: 'demo' } });
  await settle();
  open.length = 0;
  session.onMessage({ type: 'error', code: 'SIPA_NO_CAPTURE', message: 'There is no open capture.', hint: '' });
  await settle();
  expect(store.state).toMatchObject({ captures: [], problem: undefined });
  expect(watched).toHaveLength(1);
});
test('captures that cannot be had are a problem on the page', async () => {
  const { store } = await started({
    captures: async () => {
      throw new TypeError('Failed to fetch');
    },
  });
  expect(store.state.capturesProblem?.code).toBe('SIPSCOPE_UNREACHABLE');
});

describe('the capture page', () => {
  const route = { ...START_ROUTE, page: 'capture', capture: 'live1' } as const;
  test('watches what is open and asks for the interfaces once a visit', async () => {
    const { store, asked, watched, settle } = await started({ captures: async () => [liveCapture()] });
    store.dispatch({ type: 'route', route });
    await settle();
    expect(watched.at(-1)).toMatchObject({ view: 'captures' });
    expect(asked.filter(each => each === 'interfaces')).toHaveLength(1);
    store.dispatch({ type: 'route', route: START_ROUTE });
    await settle();
    store.dispatch({ type: 'route', route });
    await settle();
    expect(asked.filter(each => each === 'interfaces')).toHaveLength(2);
  });
  test('asks for the sample frame of its address once', async () => {
    const { store, asked, settle } = await started({ captures: async () => [liveCapture()] });
    store.dispatch({ type: 'route', route: { ...route, frame: '3-17' } });
    await settle();
    await settle();
    expect(asked.filter(each => each.startsWith('frame'))).toEqual(['frame live1 3-17']);
    expect(store.state.frame?.problem?.code).toBe('SIPA_NO');
  });
});

describe('rates', () => {
  const told = (frames: number) => liveCapture({ inputs: [inputOf('eth0', frames)] });
  test('come of what the recorder told one time and the next', async () => {
    const { store, session, passes } = await started({ captures: async () => [told(0)] });
    passes(2000);
    session.onMessage({ type: 'captures', seq: 1, captures: [told(5000)] });
    expect(rateOf(store.state.rates.get('live1'), 'eth0')).toEqual({ frames: 2500, bytes: 250_000 });
  });
  test('of agents come of the health, those of interfaces from their recorder alone', async () => {
    const points = (frames: number) =>
      healthOf({ points: [pointOf('eth0', { frames }), pointOf('HEP 2001', { kind: 'hep', frames })] });
    let frames = 0;
    const { store, session, waits, settle, passes } = await started({
      captures: async () => [told(7)],
      health: async () => points(frames),
    });
    store.dispatch({ type: 'route', route: { ...START_ROUTE, page: 'capture', capture: 'live1' } });
    await settle();
    passes(2000);
    frames = 80;
    session.onMessage({ type: 'progress', capture: 'live1', progress: progressOf({ state: 'live' }) });
    for (const run of waits.splice(0)) run();
    await settle();
    expect(rateOf(store.state.rates.get('live1'), 'HEP 2001')?.frames).toBe(40);
    expect(rateOf(store.state.rates.get('live1'), 'eth0')).toBeUndefined();
  });
  test('fall to nothing when nothing more comes', async () => {
    const { store, session, waits, settle, passes } = await started({ captures: async () => [told(0)] });
    passes(2000);
    session.onMessage({ type: 'captures', seq: 1, captures: [told(5000)] });
    for (let second = 0; second < 12; second += 1) {
      passes(1000);
      for (const run of waits.splice(0)) run();
      await settle();
    }
    expect(rateOf(store.state.rates.get('live1'), 'eth0')?.frames).toBe(0);
  });
  test('cost nothing while nothing is recorded', async () => {
    const { waits } = await started();
    expect(waits).toHaveLength(0);
  });
});

test('a page that is not told of recorders looks for them now and then', async () => {
  let times = 0;
  const captures = async () => {
    times += 1;
    return [liveCapture()];
  };
  const { session, waits, settle } = await started({ captures });
  session.onConnection('open');
  for (let second = 0; second < 6; second += 1) {
    for (const run of waits.splice(0)) run();
    await settle();
  }
  expect(times).toBe(3);
});

describe('a new index', () => {
  const cleared = progressOf({ state: 'live', generation: 1 });
  test('is another list, which is asked for', async () => {
    const { session, watched, settle } = await started({ captures: async () => [liveCapture()] });
    session.onMessage(snapshot(1, 0, 10, 10, { capture: 'live1' }));
    session.onMessage({ type: 'progress', capture: 'live1', progress: cleared });
    await settle();
    expect(watched.map(message => (message.type === 'watch' ? message.seq : 0))).toEqual([1, 2]);
    expect(JSON.stringify(watched)).not.toContain('generation');
  });
  test('asks for no call under a number of the index before', async () => {
    const { store, session, asked, settle } = await started({ captures: async () => [liveCapture()] });
    session.onMessage({ type: 'progress', capture: 'live1', progress: cleared });
    const route = { ...START_ROUTE, page: 'call', capture: 'live1', leg: 7, message: 3 } as const;
    store.dispatch({ type: 'route', route });
    await settle();
    expect(asked).toEqual([]);
    store.dispatch({ type: 'route', route: { ...route, leg: 2 ** 32 + 7, message: 2 ** 32 + 3 } });
    await settle();
    expect(asked).toEqual(['call live1:4294967303', 'message live1:4294967299']);
  });
});
