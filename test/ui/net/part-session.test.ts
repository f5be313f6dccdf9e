import { expect, test } from 'vitest';
import { RefusedError } from '../../../ui/net/api.ts';
import { PartSession } from '../../../ui/net/part-session.ts';
import { callDetail } from '../../support/ui-meaning.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

test('a part is asked for once, and a refusal is told', async () => {
  const asked: string[] = [];
  const store = storeWith({ type: 'captures', captures: [captureInfo()] }, at({ page: 'streams', item: 3 }));
  const session = new PartSession(store, {
    part: async (name, id) => {
      asked.push(`${name} ${id}`);
      throw new RefusedError({ code: 'SIPA_SEGMENT_GONE', message: 'gone', hint: 'h' });
    },
  });
  session.sync();
  session.sync();
  await new Promise(resolve => setTimeout(resolve));
  session.sync();
  expect(asked).toEqual(['sound streams/demo:3']);
  expect(store.state.parts.sound?.problem).toMatchObject({ code: 'SIPA_SEGMENT_GONE' });
});

test('legs in one ladder, offers and answers are asked for again when the call has changed', () => {
  const asked: string[] = [];
  const group = { id: '7@a', legs: [7, 9], callIds: ['7@a', '9@a'], links: [] };
  const store = storeWith(
    at({ page: 'call', capture: 'demo', leg: 7, isMerged: true }),
    { type: 'call-asked', id: 'demo:7' },
    { type: 'call', id: 'demo:7', value: callDetail(7, { group }) },
  );
  const session = new PartSession(store, {
    part: (name, id) => {
      asked.push(`${name} ${id}`);
      return new Promise(() => undefined);
    },
  });
  session.sync();
  session.sync();
  session.refresh();
  const once = ['merged demo:7,demo:9', 'sessions demo:7'];
  expect(asked).toEqual([...once, ...once]);
});

test('offers and answers are asked for once the ladder stands, and not of a call that was left', () => {
  const asked: string[] = [];
  const waits: (() => void)[] = [];
  const store = storeWith(
    at({ page: 'call', capture: 'demo', leg: 7 }),
    { type: 'call-asked', id: 'demo:7' },
    { type: 'call', id: 'demo:7', value: callDetail(7) },
  );
  const part = (name: string, id: string): Promise<never> => {
    asked.push(`${name} ${id}`);
    return new Promise(() => undefined);
  };
  const session = new PartSession(store, { part }, run => waits.push(run));
  session.sync();
  session.sync();
  expect([asked, waits.length]).toEqual([[], 1]);
  waits[0]?.();
  expect(asked).toEqual(['sessions demo:7']);
  store.dispatch(at({ page: 'call', capture: 'demo', leg: 8 }));
  store.dispatch({ type: 'call-asked', id: 'demo:8' });
  store.dispatch({ type: 'call', id: 'demo:8', value: callDetail(8) });
  session.sync();
  store.dispatch(at({ page: 'calls', capture: 'demo' }));
  waits[1]?.();
  expect(asked).toHaveLength(1);
});
