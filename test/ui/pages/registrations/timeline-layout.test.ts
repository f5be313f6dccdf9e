import { describe, expect, test } from 'vitest';
import type { RegistrationDetail } from '../../../../server/wire/types.ts';
import { timelineAxis, timelineRow } from '../../../../ui/pages/registrations/timeline-layout.ts';
import { registration, registrationEvent } from '../../../support/ui-meaning.ts';

const S = 1_000_000;
type Event = Parameters<typeof registrationEvent>[0];
const at = (seconds: number, more: Event = {}): Event => ({ time: seconds * S, granted: 60, ...more });
function detail(...events: readonly Event[]): RegistrationDetail {
  const history = events.map(event => registrationEvent(event));
  return {
    registration: registration(1, { lastTime: history.at(-1)?.time ?? 0, expiresAt: undefined, state: 'expired' }),
    history,
    historyOmitted: 0,
  };
}
const AXIS = { from: 0, to: 1000 * S };
const bars = (...events: readonly Event[]): readonly string[] =>
  timelineRow(detail(...events), AXIS).bars.map(bar => `${bar.from / S}-${bar.to / S}${bar.isOpen ? '…' : ''}`);
const ticks = (...events: readonly Event[]): readonly string[] =>
  timelineRow(detail(...events), AXIS).ticks.map(tick => `${tick.time / S} ${tick.kind}`);

describe('a binding', () => {
  test('that is refreshed in time is one bar, until it runs out', () => {
    expect(bars(at(0), at(50, { kind: 'refresh' }))).toEqual(['0-110']);
    expect(ticks(at(0), at(50, { kind: 'refresh' }))).toEqual(['0 register', '50 refresh', '110 expired']);
  });
  test('that is refreshed too late has a gap', () => {
    expect(bars(at(0), at(100, { kind: 'refresh' }))).toEqual(['0-60', '100-160']);
  });
  test('that is removed ends there', () => {
    expect(bars(at(0), at(30, { kind: 'remove', granted: 0 }))).toEqual(['0-30']);
  });
  test('that is refused or not answered lives on until it runs out', () => {
    const refused = at(20, { statusCode: 403, granted: undefined });
    const silent = at(30, { statusCode: 0, timerExpired: true, granted: undefined });
    expect(bars(at(0), refused, silent)).toEqual(['0-60']);
    expect(ticks(at(0), refused, silent)).toEqual(['0 register', '20 refused', '30 unanswered', '60 expired']);
  });
  test('that is active when the capture ends has not run out, whatever else the axis shows', () => {
    const one = detail(at(0));
    const active = { ...one, registration: { ...one.registration, state: 'active' as const } };
    expect(timelineRow(active, AXIS).ticks.map(tick => tick.kind)).toEqual(['register']);
  });
  test('that outlasts the axis is open', () => {
    expect(bars(at(990))).toEqual(['990-1000…']);
  });
  test('of very many events keeps the latest, and counts the others', () => {
    const row = timelineRow(detail(...Array.from({ length: 500 }, (_, n) => at(n))), AXIS);
    expect(row.ticks).toHaveLength(400);
    expect(row.omitted).toBe(101);
  });
});

test('the axis goes from the first event to a little behind the last', () => {
  const one = detail(at(0), at(100));
  expect(timelineAxis([one])).toEqual({ from: 0, to: 100 * S });
  const lasting = { ...one, registration: { ...one.registration, state: 'active' as const, expiresAt: 9999 * S } };
  expect(timelineAxis([lasting])).toEqual({ from: 0, to: 115 * S });
});

test('the axis shows that a binding ran out, and a little of the time after', () => {
  const one = detail(at(0));
  const gone = { ...one, registration: { ...one.registration, state: 'expired' as const, expiresAt: 60 * S } };
  const axis = timelineAxis([gone]);
  expect(axis).toEqual({ from: 0, to: 69 * S });
  expect(timelineRow(gone, axis).ticks.map(tick => `${tick.time / S} ${tick.kind}`)).toEqual([
    '0 register',
    '60 expired',
  ]);
});
