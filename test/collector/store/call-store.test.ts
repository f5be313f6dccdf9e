import { expect, test } from 'vitest';
import { CallStore } from '../../../collector/store/call-store.ts';
import type { Leg } from '../../../collector/store/leg.ts';

const add = (store: CallStore, callId: string, row = 0): Leg => {
  const bytes = Buffer.from(callId);
  return store.legOf(bytes, 0, bytes.length, row);
};

test('one leg a Call-ID, with its first row', () => {
  const store = new CallStore();
  const leg = add(store, 'a', 3);
  expect(add(store, 'a', 4)).toBe(leg);
  expect(add(store, 'b', 5)).toMatchObject({ index: 1, firstMessage: 5 });
  expect(leg).toMatchObject({ index: 0, firstMessage: 3 });
  expect(store.callId(leg)).toBe('a');
});

test('a leg is found by the bytes of its Call-ID', () => {
  const store = new CallStore();
  const leg = add(store, 'a');
  expect(store.findLeg(Buffer.from('a'))).toBe(leg);
  expect(store.findLeg(Buffer.from('b'))).toBeUndefined();
});

test('the leg without Call-ID is no Call-ID', () => {
  const store = new CallStore();
  add(store, '');
  expect(store.callIds).toBe(0);
  add(store, 'a');
  expect(store.callIds).toBe(1);
});

test('a leg that changed is told once, and again after the next change', () => {
  const store = new CallStore();
  const [a, b] = [add(store, 'a'), add(store, 'b')];
  store.markChanged(b);
  store.markChanged(a);
  store.markChanged(b);
  expect(store.takeChanged()).toEqual([1, 0]);
  expect(store.takeChanged()).toEqual([]);
  store.markChanged(a);
  expect(store.takeChanged()).toEqual([0]);
});

test('more than 10,000 changes are told as too many, and then it begins anew', () => {
  const store = new CallStore();
  for (let i = 0; i < 10_001; i++) store.markChanged(add(store, `c${i}`));
  expect(store.takeChanged()).toBeUndefined();
  expect(store.takeChanged()).toEqual([]);
  store.markChanged(store.legs[10_000]);
  expect(store.takeChanged()).toEqual([10_000]);
});

test('an opening later than the first message takes the legs out of the order of time', () => {
  const store = new CallStore();
  const leg = add(store, 'a', 7);
  store.setOpening(leg, 7);
  expect(store.startsInOrder).toBe(true);
  store.setOpening(leg, 9);
  expect(store).toMatchObject({ startsInOrder: false });
  expect(leg.opening).toBe(9);
});
