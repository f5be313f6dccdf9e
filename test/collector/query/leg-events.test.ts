import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../../collector/query/leg-events.ts';
import { rowsOf } from '../../../collector/query/leg-rows.ts';
import { MessageFlag } from '../../../collector/store/message-table.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

function events(t: Trace): ReturnType<typeof eventsOf> {
  const [leg] = t.store.legs;
  return eventsOf(t.store, leg, [...rowsOf(t.store, leg)]);
}

/** `frames` frames lost at eth0 from one ms to another. */
function lose(t: Trace, frames: number, from: number, to: number, point = 'eth0'): void {
  t.tracker.noteCaptureLoss(frames, EPOCH + from * 1000, EPOCH + to * 1000, point);
}

describe('losses', () => {
  test('while the leg lives make it incomplete and are told; before and after do not', () => {
    const t = trace().request('INVITE', { at: 5000 }).response(486, 'INVITE', { at: 5100, toTag: 'b' });
    lose(t, 3, 1000, 2000);
    lose(t, 4, 90_000, 91_000);
    expect(t.leg().flags).toEqual([]);
    expect(events(t)).toEqual([]);
    lose(t, 1, 5050, 5060);
    expect(t.leg().flags).toEqual(['incomplete']);
    expect(events(t)).toEqual([{ kind: 'loss', time: EPOCH + 5_050_000, text: '1 frame dropped on eth0' }]);
  });

  test('an open leg lives on', () => {
    const t = trace().request('INVITE', { at: 0 });
    lose(t, 1204, 20_000, 21_000);
    expect(t.leg().flags).toEqual(['incomplete']);
    expect(events(t)).toMatchObject([{ text: '1,204 frames dropped on eth0' }]);
  });

  test('of one point with no message in between are one; others stay apart', () => {
    const t = trace().request('INVITE', { at: 0 });
    for (const at of [1000, 12_000, 24_000]) lose(t, 5, at, at + 1000);
    lose(t, 7, 13_000, 14_000, 'eth1');
    t.response(180, 'INVITE', { at: 30_000, toTag: 'b' });
    lose(t, 2, 40_000, 41_000);
    expect(events(t).map(event => event.text)).toEqual([
      '15 frames dropped on eth0',
      '7 frames dropped on eth1',
      '2 frames dropped on eth0',
    ]);
  });

  test('are announced: nobody knows which legs they touched', () => {
    const t = trace().request('INVITE');
    t.store.takeChanged();
    lose(t, 0, 0, 1000);
    expect(t.store.takeChanged()).toEqual([]);
    lose(t, 1, 0, 1000);
    expect(t.store.takeChanged()).toBeUndefined();
  });
});

test('a hole in the stream stands before the message that follows it, or in the one it cut', () => {
  const t = trace().request('INVITE').response(200, 'INVITE', { toTag: 'b' }).request('ACK', { toTag: 'b' });
  t.store.messages.flags[2] |= MessageFlag.Truncated;
  t.tracker.noteLoss(1);
  t.tracker.noteLoss(2);
  expect(events(t)).toMatchObject([
    { kind: 'loss', text: 'bytes of the TCP stream are missing before this message', before: 1 },
    { kind: 'loss', text: 'bytes of the TCP stream are missing in this message', before: 2 },
  ]);
  expect(t.leg().flags).toContain('incomplete');
});
