import { describe, expect, test } from 'vitest';
import { type Api, RefusedError } from '../../../ui/net/api.ts';
import { Control } from '../../../ui/net/control.ts';
import { START_STATE } from '../../../ui/state/app-state.ts';
import { type ErrandOrder, errandOf } from '../../../ui/state/errands.ts';
import { Store } from '../../../ui/state/store.ts';
import { callDetail, legLink } from '../../support/ui-meaning.ts';
import { liveCapture } from '../../support/ui-state.ts';

const PROBLEM = { code: 'SIPA_FILTER_WRONG', message: 'no', hint: '', position: 3 };
const unasked = async (): Promise<never> => {
  throw new Error('nobody asked for this');
};
const NO_API: Api = {
  aliases: unasked,
  packets: unasked,
  saveAliases: unasked,
  captures: async () => [],
  call: unasked,
  message: unasked,
  health: unasked,
  frame: unasked,
  table: unasked,
  stream: unasked,
  registration: unasked,
  link: unasked,
  part: unasked,
  filterFields: unasked,
  facets: unasked,
  hosts: unasked,
  kpi: unasked,
  interfaces: unasked,
  startLive: unasked,
  stop: unasked,
  start: unasked,
  clear: unasked,
  close: unasked,
  addKeys: unasked,
};

function controlled(api: Partial<Api>) {
  const store = new Store(START_STATE, () => undefined);
  return { store, control: new Control(store, { ...NO_API, ...api }) };
}

describe('an order', () => {
  test('for the packets of a call saves them as a file, and says why there are none', async () => {
    const saved: string[] = [];
    const store = new Store(START_STATE, () => undefined);
    const answers: Promise<Blob>[] = [Promise.resolve(new Blob(['abc'])), Promise.reject(new RefusedError(PROBLEM))];
    const packets: Api['packets'] = (...given) => {
      saved.push(given.join(' '));
      return answers.shift() ?? unasked();
    };
    const control = new Control(store, { ...NO_API, packets }, (blob, name) => saved.push(`${name} ${blob.size}`));
    const order: ErrandOrder = { verb: 'save-packets', call: 'c:7', isWhole: true, hasMedia: false, name: 'a.pcapng' };
    await control.run(order);
    expect(saved).toEqual(['c:7 true false', 'a.pcapng 3']);
    await control.run(order);
    expect(errandOf(store.state, 'save-packets', 'c:7').problem).toMatchObject(PROBLEM);
    expect(errandOf(store.state, 'save-packets', 'c:8').problem).toBeUndefined();
  });

  test('to cut two legs goes to the server as it is', async () => {
    const asked: unknown[] = [];
    const { store, control } = controlled({
      link: async (...given) => {
        asked.push(given);
      },
      call: async id => {
        asked.push(id);
        return callDetail(7, {
          group: { id: '7@a', legs: [7], callIds: ['7@a'], links: [legLink(7, 9, { cut: true })] },
        });
      },
    });
    store.dispatch({ type: 'call-asked', id: 'demo:7' });
    const outcome = await control.run({ verb: 'link', capture: 'demo', from: 7, to: 9, action: 'cut' });
    expect([outcome.isDone, asked]).toEqual([true, [['demo', 7, 9, 'cut'], 'demo:7']]);
    expect(store.state.call?.value?.group?.links[0]?.cut).toBe(true);
  });
  test('to name hosts changes the list as it now is, and draws the call anew', async () => {
    const written: unknown[] = [];
    const { store, control } = controlled({
      aliases: async () => ({ text: '10.0.0.1 a\n', version: 'v1' }),
      saveAliases: async (text, version) => {
        written.push(text, version);
        return { text, version: 'v2' };
      },
      call: async () => callDetail(7),
    });
    store.dispatch({ type: 'call-asked', id: 'demo:7' });
    await control.run({ verb: 'name-host', hosts: ['10.0.0.1', '10.0.0.2'], name: 'b' });
    expect(written).toEqual(['10.0.0.1 b\n10.0.0.2 b\n', 'v1']);
    expect([store.state.aliases?.version, store.state.call?.value?.call.index]).toEqual(['v2', 7]);
  });
  test('to record gives the capture that was started, and it is open', async () => {
    const { store, control } = controlled({ startLive: async () => liveCapture() });
    const outcome = await control.run({ verb: 'record', plan: { interfaces: ['eth0'] } });
    expect(outcome).toEqual({ isDone: true, started: 'live1' });
    expect(store.state.captures?.map(capture => capture.id)).toEqual(['live1']);
  });
  test('that is refused says why, and where', async () => {
    const { store, control } = controlled({
      startLive: async () => {
        throw new RefusedError(PROBLEM);
      },
    });
    expect(await control.run({ verb: 'record', plan: {} })).toEqual({ isDone: false });
    expect(errandOf(store.state, 'record')).toEqual({ isBusy: false, problem: PROBLEM });
  });
  test('goes to its capture, and what is open is asked for again', async () => {
    const asked: string[] = [];
    const say = (verb: string) => async (id: string) => {
      asked.push(`${verb} ${id}`);
    };
    const { control, store } = controlled({
      stop: say('stop'),
      start: say('start'),
      clear: say('clear'),
      close: say('close'),
      captures: async () => [liveCapture({ recorder: 'stopped' })],
    });
    for (const verb of ['stop', 'start', 'clear', 'close'] as const) await control.run({ verb, capture: 'live1' });
    expect(asked).toEqual(['stop live1', 'start live1', 'clear live1', 'close live1']);
    expect(store.state.captures?.[0]?.live?.recorder).toBe('stopped');
  });
  test('is not sent twice at once', async () => {
    let times = 0;
    const { control } = controlled({
      stop: async () => {
        times += 1;
      },
    });
    const order: ErrandOrder = { verb: 'stop', capture: 'a' };
    await Promise.all([control.run(order), control.run(order)]);
    expect(times).toBe(1);
  });
});

describe('keys', () => {
  const order: ErrandOrder = { verb: 'keys', capture: 'a', text: 'CLIENT_RANDOM …' };
  test('that are new are done with', async () => {
    const { store, control } = controlled({ addKeys: async () => 2 });
    expect(await control.run(order)).toMatchObject({ isDone: true });
    expect(errandOf(store.state, 'keys', 'a').problem).toBeUndefined();
  });
  test('of which none is new are told', async () => {
    const { store, control } = controlled({ addKeys: async () => 0 });
    await control.run(order);
    expect(errandOf(store.state, 'keys', 'a').problem?.code).toBe('SIPSCOPE_NO_KEYS');
  });
});
