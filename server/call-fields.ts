// Fields of a row of the list as texts, for files: times in ISO 8601 with µs, durations in ms, what is absent is empty.
// Their names are the ids of the columns of the page, so that a file can hold what a page shows.

import { writeIsoTime } from './iso-time.ts';
import type { CallSummary } from './wire/types.ts';

type ReadField = (row: CallSummary) => string | number | undefined;

const FIELDS: Readonly<Record<string, ReadField>> = {
  index: row => row.index,
  callId: row => row.callId,
  kind: row => row.kind,
  state: row => row.state,
  flags: row => row.flags.join(' '),
  method: row => row.method,
  statusCode: row => row.statusCode || undefined,
  startTime: row => writeIsoTime(row.startTime),
  ringTime: row => row.ringTime && writeIsoTime(row.ringTime),
  answerTime: row => row.answerTime && writeIsoTime(row.answerTime),
  endTime: row => row.endTime && writeIsoTime(row.endTime),
  lastTime: row => writeIsoTime(row.lastTime),
  from: row => row.fromUser || row.from,
  to: row => row.toUser || row.to,
  fromUri: row => row.from,
  toUri: row => row.to,
  source: row => row.source,
  destination: row => row.destination,
  transport: row => row.transport,
  pdd: row => row.pdd,
  setupTime: row => row.setupTime,
  ringDuration: row => row.ringDuration,
  talkTime: row => row.talkTime,
  duration: row => (row.lastTime - row.startTime) / 1000,
  disconnectDelay: row => row.disconnectDelay,
  messages: row => row.messages,
  retransmissions: row => row.retransmissions,
  duplicates: row => row.duplicates,
  dialogs: row => row.dialogs,
  legs: row => row.legsOfCall ?? 1,
  callGroup: row => row.callGroup,
  findings: row => row.findings ?? 0,
  severity: row => row.severity,
  mos: row => row.mos,
  loss: row => row.lostPercent,
  jitter: row => row.jitterMax,
};

/** What a file holds when nobody says which. */
export const ALL_FIELDS: readonly string[] = Object.keys(FIELDS);

/** Those of `columns` that are read from messages: the capture is asked for them by name. */
export function readFields(columns: readonly string[]): readonly string[] {
  return columns.filter(column => !Object.hasOwn(FIELDS, column));
}

export function fieldOf(row: CallSummary, column: string): string | number | undefined {
  return Object.hasOwn(FIELDS, column) ? FIELDS[column]?.(row) : row.values?.[column];
}
