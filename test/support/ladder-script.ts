// Writes the input of a ladder the way one would tell it: who sends what to whom, when.

import type { LadderInputMessage } from '../../collector/ladder/ladder.ts';

/** 2026-01-02T03:04:05Z, in µs. */
export const LADDER_START = 1_767_323_045_000_000;

const DEFAULTS = {
  transport: 'UDP',
  cseq: 1,
  leg: 0,
  hasSdp: false,
  sdp: '',
  retransmissionOf: undefined,
  duplicateOf: undefined,
  length: 500,
  faults: [],
} as const;

/** A message that has no number yet. */
export type LadderLine = Omit<LadderInputMessage, 'index'>;

/** A message from `source` to `destination` (`ip:port`, port 5060 when left out), `millis` after the start. */
export function ladderMessage(
  millis: number,
  source: string,
  destination: string,
  label: string,
  more: Partial<LadderInputMessage> = {},
): LadderLine {
  const [sourceAddress, sourcePort] = endpoint(source);
  const [destinationAddress, destinationPort] = endpoint(destination);
  const status = /^(\d{3})( |$)/.exec(label);
  const statusCode = status === null ? 0 : Number(status[1]);
  return {
    ...DEFAULTS,
    time: LADDER_START + Math.round(millis * 1000),
    sourceAddress,
    sourcePort,
    destinationAddress,
    destinationPort,
    statusCode,
    label,
    method: statusCode === 0 ? label : 'INVITE',
    transaction: 1,
    isRequest: statusCode === 0,
    ...more,
  };
}

/** Numbers the messages in order. */
export function ladderScript(...messages: readonly LadderLine[]): LadderInputMessage[] {
  return messages.map((message, index) => ({ ...message, index }));
}

function endpoint(text: string): [address: string, port: number] {
  const match = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(text);
  if (match === null) return [text, 5060];
  return [match[1] ?? match[2] ?? text, match[3] === undefined ? 5060 : Number(match[3])];
}
