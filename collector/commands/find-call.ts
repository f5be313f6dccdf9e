// The call that a command is about: the one with a Call-ID, or the only one there is.

import { printable } from '../bytes/printable.ts';
import type { Capture } from '../capture.ts';
import type { CallDetail } from '../model/report.ts';
import type { CommandIo } from './command-io.ts';

/** Call-IDs that are named when the wanted one is not there. */
const SUGGESTIONS = 5;

/** Undefined when there is none; then it was said why. */
export function findCall(capture: Capture, callId: string | undefined, io: CommandIo): CallDetail | undefined {
  const call = callId === undefined ? capture.onlyCall() : capture.findCall(callId);
  if (call === undefined) io.error(explainMissing(callId, capture.callIds(SUGGESTIONS)));
  return call;
}

function explainMissing(callId: string | undefined, known: readonly string[]): string {
  const list = known.map(id => `    ${printable(id)}\n`).join('');
  if (known.length === 0)
    return 'sipscope: there is no SIP message in this capture.\n  `sipscope report FILE` says what its frames are.\n';
  const what =
    callId === undefined
      ? 'the capture holds more than one call, so one has to be named with --call-id.'
      : `no message in this capture has the Call-ID ${printable(callId)}.`;
  return `sipscope: ${what}\n  Some that are there (all: \`sipscope calls FILE\`):\n${list}`;
}
