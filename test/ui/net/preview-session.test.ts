import { describe, expect, test } from 'vitest';
import type { CallDetail, MessageDetail } from '../../../server/wire/types.ts';
import { PreviewSession } from '../../../ui/net/preview-session.ts';
import { callRow } from '../../support/ui-state.ts';
import { at, storeWithRows } from '../../support/ui-store.ts';

function detail(index: number): CallDetail {
  const ladder = { hosts: [], rows: [], omitted: 0 };
  return {
    call: callRow(index),
    ladder,
    transitions: [],
    dialogs: [],
    transactions: [],
    streams: [],
    sessions: [],
    findings: [],
  };
}

function session() {
  const asked: string[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const waiting: (() => void)[] = [];
  const answers: ((value: CallDetail) => void)[] = [];
  const store = storeWithRows(50, at({ capture: 'demo', row: 1 }), { type: 'preview-place', place: 'below' });
  const api = {
    call: (id: string, signal?: AbortSignal): Promise<CallDetail> => {
      asked.push(id);
      signals.push(signal);
      return new Promise(resolve => answers.push(resolve));
    },
    message: (): Promise<MessageDetail> => Promise.reject(new Error('no message was to be asked for')),
  };
  const preview = new PreviewSession(store, api, run => waiting.push(run));
  const move = (row: number): void => {
    store.dispatch(at({ capture: 'demo', row }));
    preview.sync();
  };
  const rest = (): void => {
    for (const run of waiting.splice(0)) run();
  };
  return { store, asked, signals, answers, preview, move, rest };
}

describe('the preview', () => {
  test('is asked for where the cursor rests, not on its way', () => {
    const { asked, move, rest } = session();
    for (const row of [2, 3, 4]) move(row);
    rest();
    expect(asked).toEqual(['demo:4']);
  });
  test('of a row that was left is cancelled, and its late answer is nobody’s', async () => {
    const { store, signals, answers, move, rest } = session();
    move(2);
    rest();
    move(3);
    rest();
    expect(signals.map(signal => signal?.aborted)).toEqual([true, false]);
    answers[1]?.(detail(3));
    answers[0]?.(detail(2));
    await Promise.resolve();
    await Promise.resolve();
    expect(store.state.preview?.value?.call.call.index).toBe(3);
  });
  test('that is closed asks for nothing', () => {
    const { store, asked, preview, rest } = session();
    preview.sync();
    store.dispatch({ type: 'preview-place', place: 'off' });
    preview.sync();
    rest();
    expect(asked).toEqual([]);
  });
});
