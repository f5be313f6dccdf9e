import { expect, test } from 'vitest';
import { CallStore } from '../../../collector/store/call-store.ts';
import type { Leg } from '../../../collector/store/leg.ts';
import { Kind, State } from '../../../collector/track/states.ts';
import { Transitions } from '../../../collector/track/transitions.ts';

function bench(kind: number = Kind.Call): { store: CallStore; transitions: Transitions; leg: Leg } {
  const store = new CallStore();
  for (const time of [1000, 2000, 3000]) store.messages.time[store.messages.add()] = time;
  const leg = store.legOf(Buffer.from('a'), 0, 1, 0);
  leg.kind = kind;
  return { store, transitions: new Transitions(store), leg };
}

test('every transition keeps state, message and time; a timer has no message and the time of the clock', () => {
  const { store, transitions, leg } = bench();
  transitions.begin(leg, State.Trying, 0);
  transitions.enter(leg, State.Ringing, 1);
  transitions.clock = 9000;
  transitions.enter(leg, State.Timeout, -1);
  expect(store.transitions.of(leg)).toEqual([
    { state: State.Trying, message: 0, time: 1000 },
    { state: State.Ringing, message: 1, time: 2000 },
    { state: State.Timeout, message: -1, time: 9000 },
  ]);
  expect(leg.state).toBe(State.Timeout);
});

test('entering where it is adds nothing, but tells the change', () => {
  const { store, transitions, leg } = bench();
  transitions.begin(leg, State.Trying, 0);
  transitions.enter(leg, State.Trying, 1);
  expect(store.transitions.of(leg)).toHaveLength(1);
  expect(store.takeChanged()).toEqual([0]);
});

test('active calls are those that are not final', () => {
  const { transitions, leg } = bench();
  const seen: number[] = [];
  transitions.begin(leg, State.Trying, 0);
  for (const state of [State.Ringing, State.Failed, State.Trying, State.Answered, State.Ended]) {
    seen.push(transitions.activeCalls);
    transitions.enter(leg, state, 1);
  }
  expect([...seen, transitions.activeCalls]).toEqual([1, 1, 0, 1, 1, 0]);
});

test('other kinds are no active calls', () => {
  const { transitions, leg } = bench(Kind.Subscription);
  transitions.begin(leg, State.Pending, 0);
  transitions.enter(leg, State.Active, 1);
  expect(transitions.activeCalls).toBe(0);
});
