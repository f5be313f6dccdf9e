// Messages within messages: a fragment of SIP (RFC 3420), and an instant message in its envelope (RFC 3862).

import type { BodyReading } from '../../model/body-reading.ts';
import { trimBlanks } from '../lexical.ts';
import { fields, filled, table } from './body-table.ts';

const MAX_LINES = 500;
type Pair = readonly [string, string];

/** sipfrag = [ start-line ] *message-header [ CRLF [ message-body ] ]  (RFC 3420 §2.1) */
export function readSipfrag(text: string): BodyReading {
  const { first, pairs, rest } = headersOf(text);
  const status = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(first);
  return {
    format: 'Fragment of a SIP message',
    source: 'RFC 3420',
    // In a NOTIFY of REFER it tells how the referred request fares (RFC 3515 §2.4.5).
    fields: fields(['start line', first], ['status code', status?.[1] ?? ''], ['reason phrase', status?.[2] ?? '']),
    tables: filled(table('Headers', ['header', 'value'], pairs), ...contentTable(rest)),
    problems: [],
  };
}

/** Message-headers CRLF CRLF MIME-headers CRLF CRLF content  (RFC 3862 §2) */
export function readCpim(text: string): BodyReading {
  const envelope = headersOf(text, 'no start line');
  const inner = headersOf(envelope.rest, 'no start line');
  return {
    format: 'Instant message (CPIM)',
    source: 'RFC 3862',
    fields: [],
    tables: filled(
      table('Envelope', ['header', 'value'], envelope.pairs),
      table('Content', ['header', 'value'], inner.pairs),
      ...contentTable(inner.rest),
    ),
    problems: envelope.pairs.length === 0 ? ['no header before the content (RFC 3862 §2)'] : [],
  };
}

function contentTable(text: string) {
  return text === '' ? [] : [table('Content', ['text'], [[text]])];
}

function headersOf(
  text: string,
  start: 'start line' | 'no start line' = 'start line',
): { first: string; pairs: Pair[]; rest: string } {
  const gap = /\r?\n\r?\n/.exec(text);
  const head = gap === null ? text : text.slice(0, gap.index);
  const rest = gap === null ? '' : text.slice(gap.index + gap[0].length);
  const lines = head.split(/\r?\n/, MAX_LINES).filter(line => line !== '');
  const hasStart = start === 'start line' && lines.length > 0 && /^(?:SIP\/\d|[A-Z]+ \S+ SIP\/)/.test(lines[0]);
  const pairs = lines.slice(hasStart ? 1 : 0).map((line): Pair => {
    const colon = line.indexOf(':');
    return colon === -1 ? [line, ''] : [trimBlanks(line.slice(0, colon)), trimBlanks(line.slice(colon + 1))];
  });
  return { first: hasStart ? lines[0] : '', pairs, rest };
}
