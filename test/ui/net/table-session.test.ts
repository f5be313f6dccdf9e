import { describe, expect, test } from 'vitest';
import { type Api, RefusedError } from '../../../ui/net/api.ts';
import { TableSession } from '../../../ui/net/table-session.ts';
import type { Route } from '../../../ui/state/route.ts';
import { captureInfo } from '../../support/ui-state.ts';
import { at, storeWith } from '../../support/ui-store.ts';

function session(route: Partial<Route>, api: Partial<Api> = {}) {
  const asked: string[] = [];
  const store = storeWith({ type: 'captures', captures: [captureInfo()] }, at(route));
  const tables = new TableSession(store, {
    table: async (name, key, offset) => {
      asked.push(`${name} ${key.find} ${key.order} ${offset}`);
      return { items: [{ index: offset }], total: 1 };
    },
    stream: async id => {
      asked.push(`stream ${id}`);
      throw new RefusedError({ code: 'SIPA_NO_STREAM', message: 'no', hint: '' });
    },
    registration: async id => {
      asked.push(`registration ${id}`);
      throw new RefusedError({ code: 'SIPA_NO_REGISTRATION', message: 'no', hint: '' });
    },
    ...api,
  });
  return { asked, store, tables, settle: () => new Promise(resolve => setTimeout(resolve)) };
}

describe('the tables', () => {
  test('are asked for on their page, once', async () => {
    const { asked, store, tables, settle } = session({ page: 'findings', find: 'ack', order: '-time' });
    tables.sync();
    tables.sync();
    await settle();
    tables.sync();
    expect(asked).toEqual(['findings ack -time 0']);
    expect(store.state.tables.findings.total).toBe(1);
  });
  test('are asked for nowhere else', () => {
    const { asked, tables } = session({ page: 'calls' });
    tables.sync();
    tables.refresh();
    expect(asked).toEqual([]);
  });
  test('are not asked of a capture that is not open', () => {
    const { asked, tables } = session({ page: 'findings', capture: 'gone' });
    tables.sync();
    expect(asked).toEqual([]);
  });
  test('are asked for again when the capture has grown', async () => {
    const { asked, tables, settle } = session({ page: 'registrations' });
    tables.sync();
    await settle();
    tables.refresh();
    expect(asked).toEqual(['registrations   0', 'registrations   0']);
  });
  test('tell what was refused', async () => {
    const { store, tables, settle } = session(
      { page: 'findings' },
      {
        table: async () => {
          throw new RefusedError({ code: 'SIPA_NO', message: 'no', hint: 'h' });
        },
      },
    );
    tables.sync();
    await settle();
    expect(store.state.tables.findings.problem).toMatchObject({ code: 'SIPA_NO' });
  });
  test('ask for the registration that is open', async () => {
    const { asked, store, tables, settle } = session({ page: 'registrations', item: 5 });
    tables.sync();
    tables.sync();
    await settle();
    tables.refresh();
    expect(asked).toEqual(['registrations   0', 'registration demo:5', 'registrations   0', 'registration demo:5']);
    expect(store.state.registration?.id).toBe('demo:5');
  });
  test('ask for the stream that is open', async () => {
    const { asked, store, tables, settle } = session({ page: 'streams', item: 3 });
    tables.sync();
    tables.sync();
    await settle();
    expect(asked).toEqual(['streams   0', 'stream demo:3']);
    expect(store.state.stream?.problem).toMatchObject({ code: 'SIPA_NO_STREAM' });
  });
});
