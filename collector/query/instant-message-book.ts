// MESSAGE, PUBLISH, INFO and REFER outside a dialog, one entry a transaction as its first hop shows it; each request is read once.

import { printable } from '../bytes/printable.ts';
import { Method } from '../model/sip.ts';
import { eventWords, readEventBody } from '../sip/bodies/event-body.ts';
import { readMediaType } from '../sip/media-type.ts';
import type { SipMessage } from '../sip/message.ts';
import { isMultipart, readMultipart } from '../sip/multipart.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import type { ReadRow } from './registration-book.ts';
import { RowFollower } from './row-follower.ts';

const MAX_ENTRIES = 200_000;
/** Latest requests whose other hops are still folded into them. */
const MAX_RECENT = 10_000;
const MAX_TEXT = 200;

export interface StandaloneRequest {
  readonly index: number;
  /** Row of the request. */
  readonly row: number;
  readonly from: string;
  readonly to: string;
  readonly about: string;
  readonly contentType: string;
  readonly length: number;
  readonly text: string;
  readonly cut: boolean;
}

export class InstantMessageBook {
  readonly requests: StandaloneRequest[] = [];
  omitted = 0;
  private readonly store: CallStore;
  private readonly read: ReadRow;
  private readonly follower: RowFollower;
  /** Leg, method and CSeq of the latest ones: further hops of the same request. */
  private readonly recent = new Set<string>();

  constructor(store: CallStore, read: ReadRow) {
    this.store = store;
    this.read = read;
    const methods = [Method.Message, Method.Publish, Method.Info, Method.Refer];
    this.follower = new RowFollower(store, methods, row => this.onRow(row));
  }

  step(): boolean {
    return this.follower.step();
  }

  private onRow(row: number): void {
    const m = this.store.messages;
    if (!m.isRequest(row)) return;
    // Both sides of a dialog count their own CSeq: the tag of who is asked tells them apart.
    const { toTag } = this.store.transactions;
    const isInDialog = toTag[m.transaction[row]] !== 0;
    if (m.code[row] === Method.Refer && isInDialog) return;
    const identity = `${m.leg[row]} ${m.code[row]} ${m.cseqNumber[row]} ${toTag[m.transaction[row]]}`;
    if (this.recent.has(identity)) return;
    this.remember(identity);
    if (this.requests.length === MAX_ENTRIES) {
      this.omitted++;
      return;
    }
    const message = this.read(row);
    if (message === undefined) return;
    const contentType = message.header('Content-Type') ?? '';
    this.requests.push({
      index: this.requests.length,
      row,
      from: readNameAddr(message.header('From') ?? '')?.uri ?? '',
      to: readNameAddr(message.header('To') ?? '')?.uri ?? '',
      about: aboutOf(message),
      contentType,
      length: message.body.length,
      ...shortText(contentType, message.body),
    });
  }

  private remember(identity: string): void {
    if (this.recent.size === MAX_RECENT) {
      for (const oldest of this.recent) {
        this.recent.delete(oldest);
        break;
      }
    }
    this.recent.add(identity);
  }
}

function aboutOf(message: SipMessage): string {
  return message.header('Event') ?? message.header('Info-Package') ?? message.header('Refer-To') ?? '';
}

/** The body in a few words: texts as they are, known documents by what they say, digits of DTMF; anything else is not shown here. */
function shortText(contentType: string, body: Buffer): { readonly text: string; readonly cut: boolean } {
  const words = bodyWords(contentType, body);
  // Cut first: made printable, one character may become six.
  const text = printable(words.slice(0, MAX_TEXT)).slice(0, MAX_TEXT);
  return { text, cut: words.length > MAX_TEXT };
}

function bodyWords(contentType: string, body: Buffer): string {
  if (body.length === 0) return '';
  if (isMultipart(contentType)) {
    const part = readMultipart(body, contentType).parts.find(one =>
      readMediaType(one.contentType).name.startsWith('text/'),
    );
    return part === undefined ? '' : bodyWords(part.contentType, part.content);
  }
  const { name } = readMediaType(contentType);
  if (name === 'application/dtmf-relay' || name === 'application/dtmf')
    return dtmfWords(body.toString('latin1', 0, 256));
  const document = readEventBody(contentType, body);
  if (document !== undefined) return eventWords(document);
  if (name === 'message/cpim') return behindHeaders(body.toString('utf8', 0, 4096));
  return name.startsWith('text/') || name === '' ? body.toString('utf8', 0, 4 * MAX_TEXT).trim() : '';
}

/** `Signal=5` and `Duration=160`, or the digit alone. */
function dtmfWords(text: string): string {
  const digit = /^\s*signal\s*=\s*([0-9A-D*#])/im.exec(text)?.[1] ?? /^\s*([0-9A-D*#])\s*$/.exec(text)?.[1];
  return digit === undefined ? '' : `DTMF ${digit}`;
}

/** The content of a CPIM message (RFC 3862): behind its message headers and its content headers. */
function behindHeaders(text: string): string {
  return text
    .split(/\r?\n\r?\n/)
    .slice(2)
    .join('\n')
    .trim();
}
