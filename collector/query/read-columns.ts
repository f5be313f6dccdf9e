// Columns of the list whose cells must be read from a message: any header, and what stands in start lines. A cell reads one message of
// its leg, when it is on screen or sorted by; what was read is kept, so the same cell is not read again before its message is another.
//
//   header.NAME   value in the first request            reply.NAME   in the final response
//   end.NAME      in the message that ended it          userAgent, server, reason   of the same messages
//
// Bounded: so many columns are kept, the one unused longest goes first; so many characters of distinct values a column.

import type { StreamLookup } from '../media/stream.ts';
import { HeadersFinder } from '../sip/header-values.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { codecsOf } from './leg-media.ts';
import { rowsOf } from './leg-rows.ts';

export interface ReadColumnSources {
  readonly store: CallStore;
  readonly bytes: Pick<MessageBytes, 'readIfKept'>;
  readonly media: StreamLookup;
}

/** Cells are cut to so many characters: a hostile header fills no list. */
const CELL_CHARS = 256;
const COLUMNS_KEPT = 8;
/** Of the distinct values of a column; what comes after is read anew each time. */
const CHARS_KEPT = 16 * 1024 * 1024;

type PickRow = (store: CallStore, leg: Leg) => number;
type ReadMessage = (bytes: Buffer) => string;

const PLACES: ReadonlyMap<string, PickRow> = new Map([
  ['header', firstRequest],
  ['reply', finalResponse],
  ['end', (_store, leg) => leg.ending],
]);

export class ReadColumns {
  private readonly sources: ReadColumnSources;
  private readonly columns = new Map<string, ReadColumn>();

  constructor(sources: ReadColumnSources) {
    this.sources = sources;
  }

  /** What reads the cells of column `id`; undefined when it is none of these. `reads`: a cell may cost a read of a message. */
  readerOf(id: string): ((leg: Leg) => string) | undefined {
    if (id === 'codecs') return leg => codecsOf(this.sources.media, leg).join(', ');
    const column = this.columns.get(id) ?? makeColumn(id, this.sources);
    if (column === undefined) return undefined;
    this.columns.delete(id);
    this.columns.set(id, column);
    for (const oldest of this.columns.keys()) {
      if (this.columns.size <= COLUMNS_KEPT) break;
      this.columns.delete(oldest);
    }
    return leg => column.read(leg);
  }
}

/** One column: which message of a leg was read, and the number of the value that was found. */
class ReadColumn {
  private readonly sources: ReadColumnSources;
  private readonly pick: PickRow;
  private readonly readMessage: ReadMessage;
  /** Row + 1 of the message that was read; 0: none yet. */
  private rows = new Uint32Array(0);
  private ids = new Uint32Array(0);
  private readonly values: string[] = [''];
  private readonly idByValue = new Map<string, number>([['', 0]]);
  private chars = 0;

  constructor(sources: ReadColumnSources, pick: PickRow, readMessage: ReadMessage) {
    this.sources = sources;
    this.pick = pick;
    this.readMessage = readMessage;
  }

  read(leg: Leg): string {
    const { store, bytes } = this.sources;
    const row = this.pick(store, leg);
    if (row < 0) return '';
    if (leg.index >= this.rows.length) this.grow(store.legs.length);
    if (this.rows[leg.index] === row + 1) return this.values[this.ids[leg.index]];
    const message = bytes.readIfKept(row);
    if (message === undefined) return '';
    const value = this.readMessage(message).slice(0, CELL_CHARS);
    const id = this.idOf(value);
    if (id === undefined) return value;
    this.rows[leg.index] = row + 1;
    this.ids[leg.index] = id;
    return value;
  }

  private idOf(value: string): number | undefined {
    const known = this.idByValue.get(value);
    if (known !== undefined || this.chars >= CHARS_KEPT) return known;
    this.chars += value.length;
    const id = this.values.push(value) - 1;
    this.idByValue.set(value, id);
    return id;
  }

  private grow(legs: number): void {
    const length = Math.max(legs, this.rows.length * 2, 1024);
    const [rows, ids] = [new Uint32Array(length), new Uint32Array(length)];
    rows.set(this.rows);
    ids.set(this.ids);
    [this.rows, this.ids] = [rows, ids];
  }
}

function makeColumn(id: string, sources: ReadColumnSources): ReadColumn | undefined {
  if (id === 'userAgent') return new ReadColumn(sources, firstRequest, valueOfHeader('User-Agent'));
  if (id === 'server') return new ReadColumn(sources, finalResponse, valueOfHeader('Server', 'User-Agent'));
  if (id === 'reason') return new ReadColumn(sources, finalResponse, reasonPhrase);
  const [, place = '', name = ''] = /^(header|reply|end)\.([\w.!%*+`'~-]{1,64})$/.exec(id) ?? [];
  const pick = PLACES.get(place);
  return pick === undefined ? undefined : new ReadColumn(sources, pick, valueOfHeader(name));
}

/** All values of the headers in the order of the message: `a, b`. */
function valueOfHeader(...names: readonly string[]): ReadMessage {
  const finder = new HeadersFinder(names);
  return bytes =>
    finder
      .read(bytes)
      .map(({ value }) => value)
      .join(', ');
}

/** Status-Line = SIP-Version SP Status-Code SP Reason-Phrase CRLF (RFC 3261 §7.2) */
function reasonPhrase(bytes: Buffer): string {
  const end = bytes.indexOf('\n');
  const line = bytes.toString('utf8', 0, Math.min(end < 0 ? bytes.length : end, 2 * CELL_CHARS));
  return /^SIP\/\S+[ \t]+\d{3}[ \t]*(.*?)\r?$/i.exec(line)?.[1] ?? '';
}

function firstRequest(store: CallStore, leg: Leg): number {
  const m = store.messages;
  if (leg.opening >= 0) return leg.opening;
  for (const row of rowsOf(store, leg)) if (m.isRequest(row)) return row;
  return -1;
}

/** The 2xx that answered, else the failure that ended it; for what is no call, the latest final response. */
function finalResponse(store: CallStore, leg: Leg): number {
  const m = store.messages;
  if (leg.answer >= 0) return leg.answer;
  if (leg.ending >= 0 && !m.isRequest(leg.ending)) return leg.ending;
  let latest = -1;
  for (const row of rowsOf(store, leg)) if (!m.isRequest(row) && m.code[row] >= 200) latest = row;
  return latest;
}
