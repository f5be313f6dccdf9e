import { expect, test } from 'vitest';
import { MessageFlag, MessageTable } from '../../../collector/store/message-table.ts';
import { trace } from '../../support/trace.ts';

test('rows count from 0 and begin as zeros', () => {
  const table = new MessageTable(4);
  expect([table.add(), table.add()]).toEqual([0, 1]);
  expect([table.time[1], table.code[1], table.flags[1], table.nextInLeg[1]]).toEqual([0, 0, 0, 0]);
  expect(table.repeated(1)).toBe(-1);
});

test('growing keeps every column', () => {
  const table = new MessageTable(2);
  const columns = Object.entries(table).filter(([, value]) => ArrayBuffer.isView(value));
  expect(columns.length).toBeGreaterThan(18);
  for (let row = 0; row < 2; row++) {
    table.add();
    for (const [, column] of columns) if (!(column instanceof DataView)) Object.assign(column, { [row]: row + 5 });
  }
  table.add();
  for (const [name] of columns) {
    const grown: unknown = Reflect.get(table, name);
    expect(grown, name).toMatchObject({ 0: 5, 1: 6, 2: 0 });
    expect(Reflect.get(Object(grown), 'length'), name).toBe(1024);
  }
});

test('row 0 can be repeated too', () => {
  const table = new MessageTable(4);
  table.add();
  table.add();
  table.setRepeats(1, 0);
  expect(table.repeated(1)).toBe(0);
});

test('requests are told by their flag', () => {
  const table = new MessageTable(4);
  table.add();
  expect(table.isRequest(0)).toBe(false);
  table.flags[0] = MessageFlag.Request | MessageFlag.Sdp;
  expect(table.isRequest(0)).toBe(true);
});

test('flags are single bits of one byte', () => {
  const bits = Object.values(MessageFlag);
  expect(bits.reduce((sum, bit) => sum | bit, 0)).toBe(bits.reduce((sum, bit) => sum + bit, 0));
  expect(Math.max(...bits)).toBeLessThan(256);
});

test('the message that a transaction began with is found from any other of it', () => {
  const { messages } = trace()
    .request('INVITE')
    .request('INVITE', { at: 500 })
    .request('OPTIONS', { callId: 'other' })
    .response(486, 'INVITE', { toTag: 'b' }).store;
  expect([0, 1, 2, 3].map(row => messages.firstInTransaction(row))).toEqual([0, 0, 2, 0]);
});
