// `report --lint`: how often what is wrong, over the messages of the legs that are reported; and its rows in the report for people.
// Reads every message again, so it is done only when somebody asks. What the capture does not hold whole is not judged.

import type { LintCount, LintSummary } from '../model/lint.ts';
import { lintMessage } from '../sip/lint/lint.ts';
import { readMessage } from '../sip/message.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { MessageFlag } from '../store/message-table.ts';
import { callIdText } from './summary.ts';
import type { Table } from './text-table.ts';

const SEVERITY_ORDER = ['error', 'warning', 'notice'];

export function lintSummary(store: CallStore, bytes: MessageBytes, test: (leg: Leg) => boolean): LintSummary {
  const chosen = store.legs.map(test);
  const { flags, leg, count } = store.messages;
  const countById = new Map<string, LintCount>();
  let messages = 0;
  let flawless = 0;
  let notWhole = 0;
  for (let row = 0; row < count; row++) {
    if (!chosen[leg[row]] || flags[row] & MessageFlag.Duplicate) continue;
    if (flags[row] & MessageFlag.Truncated) {
      notWhole++;
      continue;
    }
    messages++;
    const problems = lintMessage(readMessage(bytes.read(row)));
    if (problems.length === 0) flawless++;
    const seen = new Set<string>();
    for (const { id, severity, rfc, message } of problems) {
      const key = `${severity} ${id}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const before = countById.get(key);
      const first = {
        example: store.numberOf(row),
        exampleCallId: callIdText(store, store.legs[leg[row]]),
        text: message,
      };
      countById.set(key, before === undefined ? { id, severity, rfc, messages: 1, ...first } : more(before));
    }
  }
  return { messages, flawless, notWhole, problems: [...countById.values()].sort(byWeight) };
}

function more(count: LintCount): LintCount {
  return { ...count, messages: count.messages + 1 };
}

/** Errors first, then what is most frequent. */
function byWeight(a: LintCount, b: LintCount): number {
  const severity = SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity);
  return severity || b.messages - a.messages || (a.id < b.id ? -1 : 1);
}

export const LINT_HEAD = ['severity', 'id', 'messages', 'first', 'what', 'section'];

/** Cells still have to be made printable: words from the wire are in them. */
export function lintTable({ problems }: LintSummary): Table {
  return problems.map(({ severity, id, messages, example, text, rfc }) => [
    severity,
    id,
    String(messages),
    String(example),
    text,
    rfc,
  ]);
}
