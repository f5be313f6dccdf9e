import { expect, test } from 'vitest';
import { Leg } from '../../../collector/store/leg.ts';
import { TransactionTable } from '../../../collector/store/transaction-table.ts';

const INVITE = 1;
const BYE = 3;

test('a transaction is found by leg, branch, CSeq number and method, and by nothing less', () => {
  const table = new TransactionTable(4);
  const [a, b] = [new Leg(0, 0), new Leg(1, 0)];
  const row = table.add(a, 77, 1, INVITE, 2);
  expect(table.find(a, 77, 1, INVITE)).toBe(row);
  expect(table.find(b, 77, 1, INVITE)).toBe(-1);
  expect(table.find(a, 78, 1, INVITE)).toBe(-1);
  expect(table.find(a, 77, 2, INVITE)).toBe(-1);
  expect(table.find(a, 77, 1, BYE)).toBe(-1);
  expect([table.leg(row), table.cseqNumber(row), table.method(row), table.viaCount[row]]).toEqual([0, 1, INVITE, 2]);
});

test('a new transaction has no message of any kind', () => {
  const table = new TransactionTable(1);
  table.add(new Leg(0, 0), 1, 1, INVITE, 1);
  const { request, provisional, lastProvisional, final, lastMessage, finalCode } = table;
  expect([request, provisional, lastProvisional, final, lastMessage].map(column => column[0])).toEqual([
    -1, -1, -1, -1, -1,
  ]);
  expect(finalCode[0]).toBe(0);
});

test('legs with a few and with thousands of transactions find each of theirs', () => {
  const table = new TransactionTable(4);
  const legs = [1, 16, 17, 18, 5000].map((_, index) => new Leg(index, 0));
  const sizes = [1, 16, 17, 18, 5000];
  const rows: number[][] = sizes.map(() => []);
  // Taken in turns, so that the rows of one leg do not lie side by side.
  for (let n = 0; n < 5000; n++) {
    legs.forEach((leg, i) => {
      if (n < sizes[i]) rows[i].push(table.add(leg, n % 7, n, INVITE, 1));
    });
  }
  legs.forEach((leg, i) => {
    expect(leg.transactions).toBe(sizes[i]);
    expect(rows[i].map((_, n) => table.find(leg, n % 7, n, INVITE))).toEqual(rows[i]);
    expect(table.find(leg, 6, 5000, INVITE)).toBe(-1);
  });
});

test('CSeq numbers up to 2³¹ - 1 and negative branch hashes are keys like others', () => {
  const table = new TransactionTable(4);
  const leg = new Leg(0, 0);
  const row = table.add(leg, -5, 2 ** 31 - 1, 4000, 70_000);
  expect(table.find(leg, -5, 2 ** 31 - 1, 4000)).toBe(row);
  expect(table.cseqNumber(row)).toBe(2 ** 31 - 1);
  expect(table.viaCount[row]).toBe(0xffff);
});
