import { describe, expect, test } from 'vitest';
import { ByteNeedle } from '../../../collector/query/byte-needle.ts';
import { LegUsers } from '../../../collector/query/leg-users.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { fromUser, toUser } from '../../../collector/query/summary.ts';
import type { Leg } from '../../../collector/store/leg.ts';
import { type Trace, trace } from '../../support/trace.ts';

const USERS = [
  'alice',
  'Alice',
  '+4930123',
  '%6barl',
  'karl',
  'k\u00e4the',
  'a:secret',
  '',
  '\u212aarl',
  'x'.repeat(300),
];

function legs(): Trace {
  const t = trace();
  USERS.forEach((user, at) => {
    t.request('INVITE', { callId: `c${at}`, fromUser: user, toUser: USERS.at(-1 - at) ?? '' });
  });
  return t;
}

test('numbers stand for the users that are read from the texts', () => {
  const { store } = legs();
  const users = new LegUsers(store);
  for (const leg of store.legs) {
    expect(users.text(users.fromUser(leg))).toBe(fromUser(store, leg));
    expect(users.text(users.toUser(leg))).toBe(toUser(store, leg));
  }
  // Equal users have one number, wherever they stand; without one it is 0.
  const [alice, , , escaped, karl] = store.legs;
  expect(users.fromUser(escaped)).toBe(users.fromUser(karl));
  expect(users.fromUser(alice)).toBe(users.toUser(store.legs[USERS.length - 1]));
  expect(users.fromUser(store.legs[USERS.indexOf('')])).toBe(0);
});

test('a leg without a user shows its address, and has no user all the same', () => {
  const { store } = trace().request('INVITE', { fromUser: '' });
  const users = new LegUsers(store);
  const shown = users.shownFrom(store.legs[0]);
  expect([users.text(shown >>> 1), shown & 1, users.fromUser(store.legs[0])]).toEqual([
    '"Alice" <sip:@example.com>',
    0,
    0,
  ]);
});

test('legs that come later are known when they are asked about, and those before keep their numbers', () => {
  const t = trace().request('INVITE', { callId: 'a', fromUser: 'zoe' });
  const users = new LegUsers(t.store);
  const zoe = users.fromUser(t.store.legs[0]);
  expect(users.step()).toBe(false);
  for (const [callId, fromUser] of [
    ['b', 'adam'],
    ['c', 'zoe'],
  ])
    t.request('INVITE', { callId, fromUser });
  // Another message of a leg does not change whom it is between.
  t.request('BYE', { callId: 'a', fromUser: 'eve' });
  expect(t.store.legs.map(leg => users.text(users.fromUser(leg)))).toEqual(['zoe', 'adam', 'zoe']);
  expect(users.fromUser(t.store.legs[2])).toBe(zoe);
  expect(users.size).toBe(4);
});

describe('ranks', () => {
  const ranksOf = (users: LegUsers, t: Trace): number[] => {
    while (users.step());
    const ranks = atOnce(users.rankSteps());
    return t.store.legs.map(leg => ranks[users.fromUser(leg)]);
  };

  test('order users in any case, equal ones alike, none first', () => {
    const t = legs();
    const [alice, capital, number, escaped, karl, kaethe, , nobody, kelvin] = ranksOf(new LegUsers(t.store), t);
    expect(alice).toBe(capital);
    expect([escaped, kelvin]).toEqual([karl, karl]);
    expect(nobody).toBe(0);
    expect([number, alice, karl, kaethe].every((rank, at, all) => at === 0 || rank > (all[at - 1] ?? 0))).toBe(true);
  });

  test('are made anew when there are further users, and kept when there are not', () => {
    const t = trace()
      .request('INVITE', { callId: 'a', fromUser: 'b' })
      .request('INVITE', { callId: 'b', fromUser: 'd' });
    const users = new LegUsers(t.store);
    const [b, d] = ranksOf(users, t);
    expect(b < d).toBe(true);
    const kept = atOnce(users.rankSteps());
    expect(atOnce(users.rankSteps())).toBe(kept);
    t.request('INVITE', { callId: 'c', fromUser: 'c' });
    const later = ranksOf(users, t);
    expect(later[0] < later[2] && later[2] < later[1]).toBe(true);
  });
});

test('bytes of a user tell whether words may stand in it, those of a leg whether they are plain', () => {
  const { store } = legs();
  const users = new LegUsers(store);
  const hold = store.legs.map(leg => users.mayHold(users.fromUser(leg), new ByteNeedle('ALI')));
  expect(hold.slice(0, 3)).toEqual([true, true, false]);
  expect(users.isLongerThan(users.fromUser(store.legs[9]), 256)).toBe(true);
  expect(users.isLongerThan(users.fromUser(store.legs[0]), 5)).toBe(false);
  const shown = (leg: Leg): string => store.from(leg).slice(0, users.plainFromBytes(leg));
  expect(store.legs.slice(2, 6).map(shown)).toEqual([
    '"Alice" <sip:+4930123@example.com>',
    '',
    '"Alice" <sip:karl@example.com>',
    '',
  ]);
  // The one with an escape: To must be read.
  expect(store.legs.map(leg => users.plainToBytes(leg) > 0)).toEqual(
    USERS.map((_, at) => /^[\w.+-]+$/.test(USERS.at(-1 - at) ?? '')),
  );
  expect(users.hasPlainCallId(store.legs[0])).toBe(true);
  expect(users.compare(users.fromUser(store.legs[0]), users.fromUser(store.legs[4]))).toBeLessThan(0);
});
