import { expect, test } from 'vitest';
import { DialogState, Leg } from '../../../collector/store/leg.ts';

test('a new leg has its first message and nothing else', () => {
  const leg = new Leg(7, 42);
  const { index, firstMessage, opening, ringing, answer, acknowledgement, ending, byeAnswer, lastTransaction } = leg;
  expect({ index, firstMessage }).toEqual({ index: 7, firstMessage: 42 });
  expect([opening, ringing, answer, acknowledgement, ending, byeAnswer, lastTransaction]).toEqual(
    new Array(7).fill(-1),
  );
  expect(leg).toMatchObject({ statusCode: 0, flags: 0, messages: 0, dialogs: undefined, lastTransition: -1 });
});

test('the states of a dialog are in the order of its life', () => {
  expect(DialogState).toEqual({ Early: 0, Confirmed: 1, Terminated: 2 });
});
