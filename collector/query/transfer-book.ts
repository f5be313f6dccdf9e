// REFERs of a capture and what their NOTIFYs told (RFC 3515), kept up to date as messages come. Each REFER is read once, and each
// NOTIFY in a leg that has one.

import { printable } from '../bytes/printable.ts';
import { Method } from '../model/sip.ts';
import { trimBlanks } from '../sip/lexical.ts';
import type { SipMessage } from '../sip/message.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import { paramValue, readParams } from '../sip/params.ts';
import { readUri, unescapeUri } from '../sip/uri.ts';
import type { CallStore } from '../store/call-store.ts';
import type { ReadRow } from './registration-book.ts';
import { RowFollower } from './row-follower.ts';

const MAX_TRANSFERS = 100_000;
const MAX_PROGRESS = 20;

export interface TransferProgress {
  readonly row: number;
  readonly code: number;
  readonly text: string;
}

export interface Transfer {
  readonly index: number;
  /** Row of the REFER. */
  readonly row: number;
  readonly inDialog: boolean;
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly referredBy: string;
  /** Call-ID of the dialog to replace. */
  readonly replaces: string | undefined;
  readonly progress: TransferProgress[];
}

export class TransferBook {
  readonly transfers: Transfer[] = [];
  omitted = 0;
  private readonly store: CallStore;
  private readonly read: ReadRow;
  private readonly follower: RowFollower;
  private readonly byLeg = new Map<number, Transfer[]>();

  constructor(store: CallStore, read: ReadRow) {
    this.store = store;
    this.read = read;
    this.follower = new RowFollower(store, [Method.Refer, Method.Notify], row => this.onRow(row));
  }

  step(): boolean {
    return this.follower.step();
  }

  /** Those of a leg (by its index). */
  of(leg: number): readonly Transfer[] {
    return this.byLeg.get(leg) ?? [];
  }

  private onRow(row: number): void {
    const m = this.store.messages;
    if (!m.isRequest(row)) return;
    if (m.code[row] === Method.Refer) this.onRefer(row);
    else if (this.byLeg.has(m.leg[row])) this.onNotify(row);
  }

  private onRefer(row: number): void {
    const m = this.store.messages;
    const known = this.byLeg.get(m.leg[row]) ?? [];
    // Another hop of it, or another try with credentials.
    const isHop = known.some(
      one => m.cseqNumber[one.row] === m.cseqNumber[row] && this.toTag(one.row) === this.toTag(row),
    );
    if (isHop) return;
    if (this.transfers.length === MAX_TRANSFERS) {
      this.omitted++;
      return;
    }
    const message = this.read(row);
    if (message === undefined) return;
    const referTo = readNameAddr(message.header('Refer-To') ?? '');
    const uri = readUri(referTo?.uri ?? '');
    const transfer: Transfer = {
      index: this.transfers.length,
      row,
      inDialog: this.toTag(row) !== 0,
      from: uriOf(message, 'From'),
      to: uriOf(message, 'To'),
      target: withoutHeaders(uri.text),
      referredBy: uriOf(message, 'Referred-By'),
      replaces: replacedCallId(paramValue(uri.headers, 'replaces')),
      progress: [],
    };
    this.transfers.push(transfer);
    this.byLeg.set(m.leg[row], [...known, transfer]);
  }

  private toTag(row: number): number {
    return this.store.transactions.toTag[this.store.messages.transaction[row]];
  }

  private onNotify(row: number): void {
    const message = this.read(row);
    const event = trimBlanks(message?.header('Event') ?? '');
    if (message === undefined || !/^refer(?:;|$)/i.test(event)) return;
    const transfer = this.transferOf(row, event);
    if (transfer === undefined) return;
    const m = this.store.messages;
    const isHop = transfer.progress.some(one => m.cseqNumber[one.row] === m.cseqNumber[row]);
    if (isHop || transfer.progress.length === MAX_PROGRESS) return;
    const [line = ''] = message.body.toString('utf8', 0, 512).split(/\r?\n/, 1);
    // message/sipfrag (RFC 3420): at least the status line of the new call.
    const code = /^SIP\/2\.0 ([1-6]\d\d)/i.exec(line)?.[1];
    transfer.progress.push({ row, code: code === undefined ? 0 : Number(code), text: printable(line.slice(0, 200)) });
  }

  /** Event: refer;id=<CSeq of the REFER> (RFC 3515 §2.4.6); without it the latest. */
  private transferOf(row: number, event: string): Transfer | undefined {
    const m = this.store.messages;
    const known = this.of(m.leg[row]);
    const id = paramValue(readParams(event.slice('refer'.length)).list, 'id');
    return known.find(one => id !== undefined && m.cseqNumber[one.row] === Number(id)) ?? known.at(-1);
  }
}

function uriOf(message: SipMessage, header: string): string {
  return readNameAddr(message.header(header) ?? '')?.uri ?? '';
}

function withoutHeaders(uri: string): string {
  const question = uri.indexOf('?', uri.indexOf('@') + 1);
  return question === -1 ? uri : uri.slice(0, question);
}

/** Replaces = callid *(SEMI param), escaped (RFC 3891 §6.1). */
function replacedCallId(value: string | undefined): string | undefined {
  const callId = value === undefined ? '' : unescapeUri(value).split(';', 1)[0];
  return callId === '' ? undefined : callId;
}
