// A ladder on its way to a page. As JSON, 2,000 messages are 640 kB, most of it names of fields and values that never change; field by
// field they are 80 kB, which are written, sent and read in a fraction of the time.
// Promises: what is packed and unpacked is the same ladder. Takes and gives plain data that JSON keeps.

import type { LadderDiagram, LadderMessage, LadderRow, PackedField, PackedLadder } from '../model/ladder.ts';

type Field = keyof PackedLadder['fields'];

/** In the order in which a row has them. A field that is missing here does not compile. */
const FIELDS = Object.keys({
  index: true,
  time: true,
  from: true,
  to: true,
  sourcePort: true,
  destinationPort: true,
  sourceAddress: true,
  destinationAddress: true,
  transport: true,
  label: true,
  statusCode: true,
  method: true,
  cseq: true,
  transaction: true,
  leg: true,
  sdp: true,
  hasSdp: true,
  retransmission: true,
  retransmissionOf: true,
  duplicates: true,
  copies: true,
  responseTime: true,
  length: true,
  faults: true,
} satisfies Record<Field, true>) as readonly Field[];

export function packLadder({ rows, ...rest }: LadderDiagram): PackedLadder {
  const messages: LadderMessage[] = [];
  const others: { at: number; row: Exclude<LadderRow, LadderMessage> }[] = [];
  rows.forEach((row, at) => {
    if (row.type === 'message') messages.push(row);
    else others.push({ at, row });
  });
  const packed = FIELDS.map(name => [name, packField(messages.map(message => message[name]))]);
  return { ...rest, messages: messages.length, fields: Object.fromEntries(packed), others };
}

export function unpackLadder({ messages: count, fields, others, ...rest }: PackedLadder): LadderDiagram {
  const messages = unpackMessages(fields, count);
  const rows: LadderRow[] = [];
  let next = 0;
  for (const { at, row } of others) {
    while (rows.length < at && next < count) rows.push(messages[next++]);
    rows.push(row);
  }
  while (next < count) rows.push(messages[next++]);
  return { ...rest, rows };
}

/** A message is made by one literal: objects that get their fields by name take V8 five times as long. */
function unpackMessages(fields: PackedLadder['fields'], count: number): LadderMessage[] {
  const column = unpackFields(fields, count);
  const messages: LadderMessage[] = [];
  for (let at = 0; at < count; at++)
    messages.push({
      type: 'message',
      index: column.index[at],
      time: column.time[at],
      from: column.from[at],
      to: column.to[at],
      sourcePort: column.sourcePort[at],
      destinationPort: column.destinationPort[at],
      sourceAddress: column.sourceAddress[at] ?? undefined,
      destinationAddress: column.destinationAddress[at] ?? undefined,
      transport: column.transport[at],
      label: column.label[at],
      statusCode: column.statusCode[at],
      method: column.method[at],
      cseq: column.cseq[at],
      transaction: column.transaction[at],
      leg: column.leg[at],
      sdp: column.sdp[at],
      hasSdp: column.hasSdp[at],
      retransmission: column.retransmission[at],
      retransmissionOf: column.retransmissionOf[at] ?? undefined,
      duplicates: column.duplicates[at],
      copies: column.copies[at] ?? undefined,
      responseTime: column.responseTime[at] ?? undefined,
      length: column.length[at],
      faults: column.faults[at],
    });
  return messages;
}

type Columns = { readonly [Name in Field]: readonly LadderMessage[Name][] };

function unpackFields(fields: PackedLadder['fields'], count: number): Columns {
  // What was packed has the types of a message, as the answer of our own server has those of its contract.
  return Object.fromEntries(FIELDS.map(name => [name, unpackField(fields[name], count)])) as unknown as Columns;
}

function packField(values: readonly unknown[]): PackedField {
  const [first = null] = values;
  if (values.every(value => (value ?? null) === first)) return { all: first };
  if (values.every(Number.isSafeInteger)) return { steps: stepsOf(values as readonly number[]) };
  if (values.every(value => value === undefined || typeof value === 'number'))
    return { numbers: values.map(value => (value as number | undefined) ?? null) };
  return inList(values);
}

function stepsOf(numbers: readonly number[]): number[] {
  let before = 0;
  return numbers.map(number => {
    const step = number - before;
    before = number;
    return step;
  });
}

function inList(all: readonly unknown[]): PackedField {
  const places = new Map<unknown, number>();
  const values: unknown[] = [];
  const at = all.map(value => {
    // Two lists of the same words are the same value.
    const key = typeof value === 'object' ? JSON.stringify(value) : value;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, values.length);
    return values.push(value ?? null) - 1;
  });
  return values.length === 1 ? { all: values[0] } : { values, at };
}

function unpackField(field: PackedField, count: number): readonly unknown[] {
  if ('all' in field) return new Array(count).fill(field.all);
  if ('numbers' in field) return field.numbers;
  if ('values' in field) return field.at.map(place => field.values[place]);
  let sum = 0;
  return field.steps.map(step => {
    sum += step;
    return sum;
  });
}
