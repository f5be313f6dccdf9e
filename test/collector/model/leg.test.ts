import { expect, test } from 'vitest';
import {
  CALL_STATES,
  LEG_FLAGS,
  LEG_KINDS,
  LEG_STATES,
  LegFlagBit,
  OTHER_STATES,
} from '../../../collector/model/leg.ts';

test('the bits of the flags are in the order of their names', () => {
  expect(Object.values(LegFlagBit)).toEqual(LEG_FLAGS.map((_, bit) => 1 << bit));
  const names = Object.keys(LegFlagBit).map(name => name.charAt(0).toLowerCase() + name.slice(1));
  expect(names).toEqual(LEG_FLAGS);
});

test('states of calls come first, none twice', () => {
  expect(LEG_STATES).toEqual([...CALL_STATES, ...OTHER_STATES]);
  expect(new Set(LEG_STATES).size).toBe(LEG_STATES.length);
});

test('the call is the first kind, which a leg has before anything is known', () => {
  expect(LEG_KINDS[0]).toBe('call');
});
