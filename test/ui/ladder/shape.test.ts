import { expect, test } from 'vitest';
import type { MediaSession } from '../../../server/wire/types.ts';
import { effectsOf, rowOfMessage, shapeLadder, stands } from '../../../ui/ladder/shape.ts';
import { START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';

test('what is shown and what is not is counted, whatever left it out', () => {
  const rows = [
    ladderMessage(0),
    ladderMessage(1, { retransmission: true, retransmissionOf: 0 }),
    ladderMessage(2, { retransmission: true, retransmissionOf: 0 }),
    ladderMessage(3, { method: 'BYE' }),
  ];
  const shown = shapeLadder({ ...ladder(0), rows }, { ...START_VIEW, methods: ['INVITE'] });
  expect([shown.messages, shown.shown, shown.rows.length, shown.behindHosts]).toEqual([4, 3, 2, 0]);
  expect([...shown.methods]).toEqual([
    ['INVITE', 3],
    ['BYE', 1],
  ]);
});
test('a hidden host takes its messages along', () => {
  const shown = shapeLadder(ladder(4), { ...START_VIEW, hide: ['10.0.0.7'] });
  expect([shown.shown, shown.behindHosts, shown.hidden.length]).toEqual([0, 4, 1]);
});
test('times count from the first message of the whole ladder', () => {
  const rows = [ladderMessage(0), ladderMessage(1, { method: 'BYE' })];
  expect(shapeLadder({ ...ladder(0), rows }, { ...START_VIEW, methods: ['BYE'] }).start).toBe(1_768_471_331_000_000);
});
test('a message that is folded stands in the row of the first', () => {
  const rows = [0, 1, 2].map(at => ladderMessage(at, at === 0 ? {} : { retransmission: true, retransmissionOf: 0 }));
  const shown = shapeLadder({ ...ladder(0), rows }, START_VIEW);
  expect([rowOfMessage(shown.rows, 2), rowOfMessage(shown.rows, 9), rowOfMessage(shown.rows, undefined)]).toEqual([
    1, -1, -1,
  ]);
  const row = shown.rows[1];
  expect(row?.type === 'message' && stands(row, 2)).toBe(true);
});
test('silences with nothing between them but what is folded are one, and none at the end', () => {
  const again = { retransmission: true, retransmissionOf: 0 };
  const gap = (duration: number) => ({ type: 'gap' as const, time: 0, duration });
  const rows = [
    ladderMessage(0),
    ladderMessage(1, again),
    gap(8000),
    ladderMessage(2, again),
    gap(16_000),
    ladderMessage(3, again),
  ];
  const types = (more: readonly (typeof rows)[number][]) =>
    shapeLadder({ ...ladder(0), rows: [...rows, ...more] }, START_VIEW).rows.map(row => row.type);
  expect(types([])).toEqual(['message', 'message']);
  expect(types([ladderMessage(4)])).toEqual(['message', 'message', 'gap', 'message']);
});
test('what an offer did stands on its arrow', () => {
  const exchange = {
    offer: 1,
    offerTime: 0,
    offerIn: 'INVITE',
    offeredBy: 'caller',
    lines: [],
    effects: ['hold'],
  } as const;
  const session: MediaSession = { localTag: 'a', remoteTag: 'b', exchanges: [exchange], hold: 'caller', problems: [] };
  const shown = shapeLadder(ladder(2), START_VIEW, undefined, effectsOf([session]));
  expect(shown.rows[1]).toMatchObject({ effects: ['hold'] });
  expect(shown.rows[0]).not.toHaveProperty('effects');
});
