import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstRequests, orderMessages, type Placed } from '../../../collector/ladder/order.ts';

function message(time: number, isRequest: boolean, transaction: number, method = 'INVITE'): Placed {
  return { time, isRequest, transaction, method };
}

/** Indexes in the order in which they are drawn. */
function order(...messages: readonly Placed[]): number[] {
  return orderMessages(messages).map(one => messages.indexOf(one.message));
}

test('messages in order stay in order, those of the same time as captured', () => {
  expect(order(message(1, true, 1), message(2, false, 1), message(2, true, 2), message(3, false, 2))).toEqual([
    0, 1, 2, 3,
  ]);
});

test('a message that came late goes back to its time', () => {
  expect(order(message(1, true, 1), message(9, true, 2), message(3, false, 1))).toEqual([0, 2, 1]);
});

test('a response that its clock puts before its request comes right behind it, whichever was captured first', () => {
  expect(order(message(5, true, 1), message(2, false, 1), message(6, true, 2))).toEqual([0, 1, 2]);
  expect(order(message(2, false, 1), message(5, true, 1), message(5, true, 2))).toEqual([1, 0, 2]);
});

test('several of them keep their order', () => {
  expect(order(message(1, false, 1), message(2, false, 1), message(5, true, 1))).toEqual([2, 0, 1]);
});

test('an ACK in the transaction of its INVITE is no request that the response waits for', () => {
  const messages = [message(5, true, 1), message(6, false, 1), message(7, true, 1, 'ACK')];
  expect(order(...messages)).toEqual([0, 1, 2]);
  expect(firstRequests(messages.slice(1)).size).toBe(0);
});

test('no response stands before the first request of its transaction, and nothing is lost', () => {
  const placed = fc.record({
    time: fc.integer({ min: 0, max: 20 }),
    isRequest: fc.boolean(),
    transaction: fc.integer({ min: -1, max: 3 }),
    method: fc.constantFrom('INVITE', 'BYE'),
  });
  fc.assert(
    fc.property(fc.array(placed, { maxLength: 30 }), messages => {
      const drawn = orderMessages(messages).map(one => one.message);
      expect(new Set(drawn)).toEqual(new Set(messages));
      for (const [transaction] of firstRequests(messages)) {
        const first = drawn.find(one => one.transaction === transaction);
        expect(first?.isRequest).toBe(true);
      }
    }),
  );
});
