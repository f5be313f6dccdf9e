// Cuts a byte stream (TCP, TLS) into SIP messages by Content-Length (RFC 3261 §18.3, §7.5).
// Takes in-order lent pieces and notices of missing bytes, gives lent messages. Holds at most `maxBuffered` bytes: the one
// message that is not complete yet. Every byte pushed is in a message, a keep-alive, or counted as skipped.
//
//   …SDP tail │ ⏎ │ INVITE … ⏎⏎ body │ ⏎⏎ │ SIP/2.0 200 …│ …⏎⏎ │ ACK …       pieces │ fall anywhere
//   skipped    keep-alive  message            message                           (joined mid-stream: lost → in step)
//
// What is decided here where the RFC leaves it open:
// - Without a readable Content-Length, which §18.3 demands on streams, the body is empty: waiting for what comes next
//   would hold back the message. A body that is there nevertheless is skipped up to the next start line.
// - A wrong Content-Length costs what it takes away: the framer is lost, and in step again at the next line that is a
//   start line. While it is in step, nothing inside a body is looked at.
// - A message larger than `maxBuffered` is given up to the end of its headers, as incomplete.

import { CR, findLineFeed, LF, TOKEN } from '../bytes/ascii.ts';
import { Fault, SipScan } from '../model/sip.ts';
import { scanSip } from './scan.ts';
import { Sniff, sniffSip, sniffStartLine } from './sniff.ts';

/** Who gets what the framer finds. Bytes are lent: they die when the call returns. */
export interface FramerSink {
  /**
   * A message, `bytes[start, end)`. `offset` is where `bytes[start]` lies in the segment, or -1 when the message lay in several
   * pieces and was put together. `complete` is false when a gap, the end or the size limit cut it.
   */
  onMessage(bytes: Buffer, start: number, end: number, offset: number, complete: boolean): void;
  /** Bytes that belong to no message. */
  onSkipped(byteCount: number): void;
  /** One CRLF between messages: a pong is one, a ping is two (RFC 5626 §3.5.1). */
  onKeepAlive(): void;
}

const DEFAULT_LIMIT = 1 << 20;
const FIRST_BUFFER = 4096;
const KEPT_BUFFER = 65536;
/** No start line is longer. */
const LINE_LIMIT = 8192;
/** A stream that shows no start line in so many bytes is something else; from then on only the starts of pieces are sniffed. */
const SEARCH_LIMIT = 16384;

/** Where the framer stands. Line, Headers and Body are inside the message that is held in the buffer. */
type Phase = 'between' | 'line' | 'headers' | 'body';

export class SipFramer {
  private readonly sink: FramerSink;
  private readonly maxBuffered: number;
  private readonly scan = new SipScan();
  private kind: 'unknown' | 'sip' | 'other' = 'unknown';
  private phase: Phase = 'between';
  /** The last message ended just before: an empty line here is a keep-alive. */
  private inStep = true;
  /** Lost and inside a line: nothing can begin before the next LF. */
  private midLine = false;
  /** A CR between messages, whose LF has not come yet. */
  private pendingCr = false;
  /** Bytes skipped while it is not known whether this is SIP at all. */
  private searched = 0;
  /** Bytes of a cut body still to come. */
  private leftover = 0;
  /** The piece that is being read, for the offsets of messages that lie whole in it. */
  private pieceStart = 0;
  private pieceOffset = -1;
  private held: Buffer = Buffer.alloc(0);
  private used = 0;
  /** Size of the held message, known from phase `body` on. */
  private needed = 0;
  /** The bytes of the line at the end of the held headers: 0, 1 for a lone CR, 2 for anything else. */
  private lineBytes = 0;

  constructor(sink: FramerSink, maxBuffered: number = DEFAULT_LIMIT) {
    this.sink = sink;
    this.maxBuffered = maxBuffered;
  }

  /** `sip` once a message was seen, `other` once enough was seen without one. */
  get state(): 'unknown' | 'sip' | 'other' {
    return this.kind;
  }

  /** The next piece of the stream. `offset` is where `bytes[start]` lies in the segment, or -1. */
  push(bytes: Buffer, start: number, end: number, offset: number): void {
    if (this.kind === 'other') {
      if (sniffSip(bytes, start, end) !== Sniff.Sip) {
        this.sink.onSkipped(end - start);
        return;
      }
      this.becomeSip();
      this.lose(false);
    }
    this.pieceStart = start;
    this.pieceOffset = offset;
    for (let at = start; at < end; ) {
      if (this.leftover > 0) at = this.skipLeftover(at, end);
      else if (this.phase === 'between') at = this.readBetween(bytes, at, end);
      else if (this.phase === 'body') at = this.fillBody(bytes, at, end);
      else at = this.fillHeaders(bytes, at, end);
    }
  }

  /** `missing` bytes of the stream were never captured. */
  gap(missing: number): void {
    if (missing <= 0 || this.kind === 'other') return;
    // Inside a body whose size is known, the next message is where it would have been.
    const rest = this.leftover + (this.phase === 'body' ? this.needed - this.used : 0);
    this.cutHeld();
    this.leftover = Math.max(0, rest - missing);
    this.inStep = rest > 0 && missing <= rest;
    // Segments often begin with a message, so what follows the gap is tried.
    this.midLine = false;
  }

  /** The stream ends. */
  finish(): void {
    this.cutHeld();
    this.leftover = 0;
  }

  /** Gives the held part of a message as incomplete; half a start line is no message. */
  private cutHeld(): void {
    if (this.pendingCr) this.skip(1);
    this.pendingCr = false;
    const { phase, used } = this;
    this.phase = 'between';
    this.used = 0;
    if (phase === 'line') this.skip(used);
    else if (phase !== 'between') this.sink.onMessage(this.held, 0, used, -1, false);
  }

  /** Between messages, or lost. Gives how far it came. */
  private readBetween(bytes: Buffer, at: number, end: number): number {
    if (this.midLine) return this.skipLine(bytes, at, end);
    const byte = bytes[at];
    if (this.inStep && byte === LF) {
      this.pendingCr = false;
      this.sink.onKeepAlive();
      return at + 1;
    }
    if (this.pendingCr) this.skip(1);
    this.pendingCr = this.inStep && byte === CR;
    if (this.pendingCr) return at + 1;
    return this.startMessage(bytes, at, end);
  }

  /** At the beginning of a line that should be a start line. */
  private startMessage(bytes: Buffer, at: number, end: number): number {
    const lf = findLineFeed(bytes, at, end);
    const isTooLong = lf - at >= LINE_LIMIT;
    if (TOKEN[bytes[at]] !== 1 || isTooLong || (lf !== -1 && sniffStartLine(bytes, at, lf) !== Sniff.Sip)) {
      this.inStep = false;
      return this.skipLine(bytes, at, end);
    }
    if (lf === -1) return this.hold(at);
    this.becomeSip();
    // Fast path: a whole message inside one piece. Nothing is copied.
    const faults = scanSip(bytes, at, end, this.scan);
    const headersEnd = this.scan.bodyStart;
    if (faults & Fault.HeadersUnterminated || headersEnd - at > this.maxBuffered) return this.hold(at);
    const messageEnd = headersEnd + Math.max(0, this.scan.contentLength);
    const isWhole = messageEnd - at <= this.maxBuffered;
    if (isWhole && messageEnd > end) return this.hold(at);
    const offset = this.pieceOffset === -1 ? -1 : this.pieceOffset + at - this.pieceStart;
    this.inStep = isWhole;
    const next = isWhole ? messageEnd : headersEnd;
    this.sink.onMessage(bytes, at, next, offset, isWhole);
    return next;
  }

  /** The message at `at` does not end in this piece: it is gathered, from its start line on. */
  private hold(at: number): number {
    this.phase = 'line';
    this.used = 0;
    this.lineBytes = 0;
    return at;
  }

  /** Appends up to the end of the start line, or of the headers: the LF of an empty line. */
  private fillHeaders(bytes: Buffer, at: number, end: number): number {
    const limit = this.phase === 'line' ? Math.min(LINE_LIMIT, this.maxBuffered) : this.maxBuffered;
    const stop = Math.min(end, at + limit - this.used);
    for (let next = at; next < stop; next++) {
      if (bytes[next] !== LF) {
        this.lineBytes = bytes[next] === CR && this.lineBytes === 0 ? 1 : 2;
        continue;
      }
      const isEmpty = this.lineBytes < 2;
      this.lineBytes = 0;
      if (this.phase === 'headers' && !isEmpty) continue;
      this.append(bytes, at, next + 1);
      if (this.phase === 'line') this.endLine();
      else this.endHeaders();
      return next + 1;
    }
    this.append(bytes, at, stop);
    if (this.used >= limit) this.giveUpHeld();
    return stop;
  }

  /** The start line is whole: is it one? */
  private endLine(): void {
    if (sniffStartLine(this.held, 0, this.used) === Sniff.Sip) {
      this.becomeSip();
      this.phase = 'headers';
      return;
    }
    this.phase = 'between';
    this.inStep = false;
    this.skip(this.used);
  }

  /** The headers are whole: how large is the body? */
  private endHeaders(): void {
    scanSip(this.held, 0, this.used, this.scan);
    this.needed = this.used + Math.max(0, this.scan.contentLength);
    if (this.needed > this.maxBuffered) {
      this.phase = 'between';
      this.lose(false);
      this.sink.onMessage(this.held, 0, this.used, -1, false);
    } else if (this.needed === this.used) {
      this.endMessage();
    } else {
      this.phase = 'body';
    }
  }

  private fillBody(bytes: Buffer, at: number, end: number): number {
    const stop = Math.min(end, at + this.needed - this.used);
    this.append(bytes, at, stop);
    if (this.used === this.needed) this.endMessage();
    return stop;
  }

  private endMessage(): void {
    this.phase = 'between';
    this.inStep = true;
    const message = this.held;
    // One large message does not make every later one of a long connection cost its size.
    if (message.length > KEPT_BUFFER) this.held = Buffer.alloc(0);
    this.sink.onMessage(message, 0, this.used, -1, true);
  }

  /** Headers without end: what is held goes out, the rest of them is skipped. */
  private giveUpHeld(): void {
    this.cutHeld();
    this.lose(this.lineBytes !== 0);
  }

  /** Where the next message begins is no longer known. */
  private lose(midLine: boolean): void {
    this.inStep = false;
    this.midLine = midLine;
  }

  private append(bytes: Buffer, start: number, end: number): void {
    const size = this.used + end - start;
    if (size > this.held.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BUFFER, Math.min(this.maxBuffered, 2 * size), size));
      this.held.copy(larger, 0, 0, this.used);
      this.held = larger;
    }
    bytes.copy(this.held, this.used, start, end);
    this.used = size;
  }

  private becomeSip(): void {
    this.kind = 'sip';
    this.searched = 0;
  }

  private skipLeftover(at: number, end: number): number {
    const count = Math.min(this.leftover, end - at);
    this.leftover -= count;
    this.sink.onSkipped(count);
    return at + count;
  }

  private skipLine(bytes: Buffer, at: number, end: number): number {
    const lf = findLineFeed(bytes, at, end);
    const next = lf === -1 ? end : lf + 1;
    this.midLine = lf === -1;
    this.skip(next - at);
    return next;
  }

  private skip(byteCount: number): void {
    this.sink.onSkipped(byteCount);
    if (this.kind !== 'unknown') return;
    this.searched += byteCount;
    if (this.searched > SEARCH_LIMIT) this.kind = 'other';
  }
}
