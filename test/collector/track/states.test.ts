import { expect, test } from 'vitest';
import { LEG_KINDS, LEG_STATES } from '../../../collector/model/leg.ts';
import { isOpen, isRetryable, Kind, State, stateOfFailure } from '../../../collector/track/states.ts';

test('every state and kind has the number of its word', () => {
  expect(Object.entries(State).map(([name, number]) => [name.toLowerCase(), number])).toEqual(
    [...LEG_STATES.entries()].map(([i, word]) => [word, i]),
  );
  expect(Object.entries(Kind).map(([name, number]) => [name.toLowerCase(), number])).toEqual(
    [...LEG_KINDS.entries()].map(([i, word]) => [word, i]),
  );
});

test('open is what still waits for something', () => {
  expect(LEG_STATES.filter((_, state) => isOpen(state))).toEqual([
    'trying',
    'ringing',
    'answered',
    'established',
    'pending',
    'active',
  ]);
});

test('a final failure means a state by its code (SEMANTICS §2)', () => {
  const word = (code: number): string => LEG_STATES[stateOfFailure(code)];
  expect([300, 302, 380, 399].map(word)).toEqual(new Array(4).fill('redirected'));
  expect([486, 600].map(word)).toEqual(['busy', 'busy']);
  expect([603, 607, 608].map(word)).toEqual(new Array(3).fill('declined'));
  expect([400, 404, 480, 487, 500, 503, 604, 606, 699].map(word)).toEqual(new Array(9).fill('failed'));
});

test('these failures the caller mends by trying again, no others', () => {
  const codes = Array.from({ length: 400 }, (_, i) => 300 + i).filter(isRetryable);
  expect(codes).toEqual([401, 407, 422, 423, 491, 494]);
});
