// Messages waiting (RFC 3842): lines as in a header, no XML.

import type { MessageSummaryDocument } from '../../model/event-document.ts';
import { trimBlanks } from '../lexical.ts';

const MAX_LINES = 100;

/**
 * messages-summary = msg-status-line CRLF [msg-account CRLF] [*(msg-summary-line CRLF)]
 * msg-summary-line = message-context-class HCOLON newmsgs SLASH oldmsgs [ LPAREN new-urgent SLASH old-urgent RPAREN ]  (RFC 3842 §5.2)
 */
export function readMessageSummary(text: string): MessageSummaryDocument | undefined {
  let waiting: boolean | undefined;
  let account = '';
  const counts: MessageSummaryDocument['counts'][number][] = [];
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    const name = trimBlanks(line.slice(0, colon)).toLowerCase();
    const value = trimBlanks(line.slice(colon + 1));
    if (name === 'messages-waiting') waiting = value.toLowerCase() === 'yes';
    else if (name === 'message-account') account = value;
    else {
      const numbers = /^(\d{1,9})\s*\/\s*(\d{1,9})(?:\s*\(\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*\))?/.exec(value);
      if (numbers === null) continue;
      const [, fresh, old, newUrgent = '0', oldUrgent = '0'] = numbers;
      counts.push({
        class: name,
        new: Number(fresh),
        old: Number(old),
        newUrgent: Number(newUrgent),
        oldUrgent: Number(oldUrgent),
      });
    }
  }
  return waiting === undefined ? undefined : { kind: 'message-summary', waiting, account, counts };
}
