import { describe, expect, test } from 'vitest';
import { SipFramer } from '../../../collector/sip/framing.ts';
import { INVITE, message, OK } from '../../support/sip-samples.ts';

const CRLF = Buffer.from('\r\n');
const BYE = message(['BYE sip:a@b SIP/2.0', 'Call-ID: 1', 'Content-Length: 0']);

/** Writes down what comes out: one line a message, keep-alives and skipped bytes summed up between them. */
class Log {
  readonly lines: string[] = [];
  readonly offsets: number[] = [];
  readonly messages: string[] = [];
  /** Bytes accounted for. */
  bytes = 0;
  private skipped = 0;

  onMessage(bytes: Buffer, start: number, end: number, offset: number, complete: boolean): void {
    this.flush();
    const text = bytes.toString('latin1', start, end);
    this.messages.push(text);
    this.lines.push(`${complete ? 'message' : 'cut'} ${text.slice(0, text.indexOf('\r\n'))} (${end - start})`);
    this.offsets.push(offset);
    this.bytes += end - start;
  }
  onSkipped(byteCount: number): void {
    this.skipped += byteCount;
    this.bytes += byteCount;
  }
  onKeepAlive(): void {
    this.flush();
    this.lines.push('keep-alive');
    this.bytes += 2;
  }
  flush(): this {
    if (this.skipped > 0) this.lines.push(`skipped ${this.skipped}`);
    this.skipped = 0;
    return this;
  }
}

/** `gap` in a stream stands for that many missing bytes. */
type Part = Buffer | { readonly gap: number };

function frame(parts: readonly Part[], pieceBytes: number, maxBuffered?: number): Log {
  const log = new Log();
  const framer = new SipFramer(log, maxBuffered);
  for (const part of parts) {
    if (!Buffer.isBuffer(part)) {
      framer.gap(part.gap);
      continue;
    }
    for (let at = 0; at < part.length; at += pieceBytes) {
      // Each piece lies alone in a buffer that is wiped afterwards, as lent bytes may be.
      const piece = Buffer.concat([Buffer.from('\n\n\n'), part.subarray(at, at + pieceBytes), Buffer.from('\n\n')]);
      framer.push(piece, 3, piece.length - 2, 1000 + at);
      piece.fill(0x58);
    }
  }
  framer.finish();
  return log.flush();
}

/** The log of a stream, which has to be the same in pieces of 1, 2, 3 … n bytes, and to account for every byte. */
function logOf(parts: readonly Part[], maxBuffered?: number): string[] {
  const bytes = parts.reduce((sum, part) => sum + (Buffer.isBuffer(part) ? part.length : 0), 0);
  const whole = frame(parts, Math.max(1, bytes), maxBuffered);
  expect(whole.bytes).toBe(bytes);
  for (let pieceBytes = 1; pieceBytes < bytes; pieceBytes++) {
    const log = frame(parts, pieceBytes, maxBuffered);
    expect([pieceBytes, log.lines, log.messages, log.bytes]).toEqual([pieceBytes, whole.lines, whole.messages, bytes]);
  }
  return whole.lines;
}

const invite = `message INVITE sip:bob@biloxi.example.com SIP/2.0 (${INVITE.length})`;
const ok = `message SIP/2.0 200 OK (${OK.length})`;
const bye = `message BYE sip:a@b SIP/2.0 (${BYE.length})`;

describe('a stream of messages', () => {
  test('one message a piece keeps its place in the segment and its bytes', () => {
    const log = frame([INVITE], INVITE.length);
    expect([log.lines, log.offsets, log.messages]).toEqual([[invite], [1000], [INVITE.toString('latin1')]]);
  });

  test('several messages in one piece keep their places', () => {
    const log = frame([Buffer.concat([INVITE, OK, BYE])], 1 << 16);
    expect(log.lines).toEqual([invite, ok, bye]);
    expect(log.offsets).toEqual([1000, 1000 + INVITE.length, 1000 + INVITE.length + OK.length]);
  });

  test('a message over two pieces has no place, the one behind it in the same piece has', () => {
    const log = frame([Buffer.concat([INVITE, OK])], INVITE.length - 3);
    expect(log.offsets[0]).toBe(-1);
    const framer = new SipFramer(log);
    framer.push(INVITE, 0, 40, 0);
    const rest = Buffer.concat([INVITE.subarray(40), OK]);
    framer.push(rest, 0, rest.length, 500);
    expect(log.offsets.slice(-2)).toEqual([-1, 500 + INVITE.length - 40]);
  });

  test('the cuts between pieces change nothing', () => {
    expect(logOf([Buffer.concat([INVITE, OK, BYE])])).toEqual([invite, ok, bye]);
  });

  test('a single CRLF is one keep-alive, a double one two, and both stand between messages', () => {
    const stream = Buffer.concat([CRLF, CRLF, INVITE, CRLF, OK, CRLF, CRLF]);
    const alive = 'keep-alive';
    expect(logOf([stream])).toEqual([alive, alive, invite, alive, ok, alive, alive]);
  });

  test('a body may hold empty lines and start lines', () => {
    const body = 'a\r\n\r\nSIP/2.0 200 OK\r\n\r\nINVITE sip:x SIP/2.0\r\n\r\n\0\r\n';
    const notify = message(['NOTIFY sip:a@b SIP/2.0', 'Content-Type: message/sipfrag', `l: ${body.length}`], body);
    expect(logOf([Buffer.concat([notify, BYE])])).toEqual([`message NOTIFY sip:a@b SIP/2.0 (${notify.length})`, bye]);
  });

  test('folded headers and LF line ends are framed too', () => {
    const odd = Buffer.from('OPTIONS sip:a SIP/2.0\nContent-Length:\n 3\nX: 1\r\n\nabc');
    expect(logOf([Buffer.concat([odd, BYE])])[1]).toBe(bye);
  });
});

describe('Content-Length that cannot be trusted', () => {
  test('without one the body is empty, and what is there is skipped up to the next start line', () => {
    const bare = message(['INVITE sip:a@b SIP/2.0', 'Call-ID: 2']);
    const stream = Buffer.concat([bare, Buffer.from('v=0\r\ns=-\r\n'), BYE]);
    expect(logOf([stream])).toEqual([`message INVITE sip:a@b SIP/2.0 (${bare.length})`, 'skipped 10', bye]);
  });

  test('a negative one counts as none', () => {
    const negative = message(['INVITE sip:a@b SIP/2.0', 'Content-Length: -999']);
    expect(logOf([Buffer.concat([negative, BYE])])).toEqual([
      `message INVITE sip:a@b SIP/2.0 (${negative.length})`,
      bye,
    ]);
  });

  test('one that is too small costs the rest of the body', () => {
    const short = message(['MESSAGE sip:a@b SIP/2.0', 'Content-Length: 2'], 'hello\r\nworld\r\n');
    expect(logOf([Buffer.concat([short, BYE])])).toEqual([
      `message MESSAGE sip:a@b SIP/2.0 (${short.length - 12})`,
      'skipped 12',
      bye,
    ]);
  });

  test('one that is too large costs the message it swallows, not the one after', () => {
    const long = message(['MESSAGE sip:a@b SIP/2.0', 'Content-Length: 12'], 'hello\r\n');
    expect(logOf([Buffer.concat([long, BYE, INVITE])])).toEqual([
      `message MESSAGE sip:a@b SIP/2.0 (${long.length + 5})`,
      `skipped ${BYE.length - 5}`,
      invite,
    ]);
  });
});

describe('a stream that was not seen whole', () => {
  test('joined mid-stream, it is read from the first start line on', () => {
    expect(logOf([Buffer.concat([Buffer.from('branch=z9\r\nl: 0\r\n\r\nv=0\r\n'), INVITE])])).toEqual([
      'skipped 24',
      invite,
    ]);
  });

  test('a gap inside a body leaves the framer in step', () => {
    const body = 'x'.repeat(50);
    const info = message(['INFO sip:a@b SIP/2.0', 'Content-Length: 50'], body);
    const parts = [info.subarray(0, -40), { gap: 30 }, Buffer.concat([Buffer.from('x'.repeat(10)), CRLF, BYE])];
    expect(logOf(parts)).toEqual([`cut INFO sip:a@b SIP/2.0 (${info.length - 40})`, 'skipped 10', 'keep-alive', bye]);
  });

  test('a gap that ends with the body ends the message', () => {
    const info = message(['INFO sip:a@b SIP/2.0', 'Content-Length: 50'], 'x'.repeat(50));
    const lines = logOf([info.subarray(0, -40), { gap: 40 }, BYE]);
    expect(lines).toEqual([`cut INFO sip:a@b SIP/2.0 (${info.length - 40})`, bye]);
  });

  test('a gap inside the headers cuts the message, and the next start line is found', () => {
    const parts = [INVITE.subarray(0, 200), { gap: 100 }, INVITE.subarray(300), BYE];
    expect(logOf(parts)).toEqual([
      'cut INVITE sip:bob@biloxi.example.com SIP/2.0 (200)',
      `skipped ${INVITE.length - 300}`,
      bye,
    ]);
  });

  test('a gap between messages loses nothing that was captured', () => {
    expect(logOf([INVITE, { gap: 500 }, OK])).toEqual([invite, ok]);
  });

  test('a message cut by the end of the stream is given as incomplete, half a start line is skipped', () => {
    expect(logOf([INVITE.subarray(0, -2)])).toEqual([
      `cut INVITE sip:bob@biloxi.example.com SIP/2.0 (${INVITE.length - 2})`,
    ]);
    expect(logOf([Buffer.from('INVITE sip:bob')])).toEqual(['skipped 14']);
  });
});

describe('a stream that is not SIP', () => {
  test('is given up after 16 KiB and then only sniffed', () => {
    const log = new Log();
    const framer = new SipFramer(log);
    const http = Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(framer.state).toBe('unknown');
    for (let i = 0; i < 700; i++) framer.push(http, 0, http.length, 0);
    expect(framer.state).toBe('other');
    const mixed = Buffer.concat([http, BYE]);
    framer.push(mixed, 0, mixed.length, 0);
    expect(log.flush().lines).toEqual([`skipped ${700 * http.length + mixed.length}`]);
  });

  test('becomes SIP again when a piece begins with a start line', () => {
    const log = new Log();
    const framer = new SipFramer(log);
    const noise = Buffer.alloc(20_000, 0x61);
    framer.push(noise, 0, noise.length, 0);
    expect(framer.state).toBe('other');
    framer.push(BYE, 0, BYE.length, 77);
    expect(framer.state).toBe('sip');
    expect(log.lines).toEqual(['skipped 20000', bye]);
    expect(log.offsets).toEqual([77]);
  });
});

describe('memory is bounded', () => {
  test('a message over the limit is given up to the end of its headers', () => {
    const large = message(['MESSAGE sip:a@b SIP/2.0', 'Content-Length: 900'], 'y'.repeat(900));
    const headers = large.length - 900;
    const lines = logOf([Buffer.concat([large, CRLF, BYE])], 512);
    expect(lines).toEqual([`cut MESSAGE sip:a@b SIP/2.0 (${headers})`, 'skipped 902', bye]);
  });

  test('headers without end are cut at the limit', () => {
    const endless = Buffer.from(`OPTIONS sip:a SIP/2.0\r\nX: ${'z'.repeat(700)}\r\n`);
    expect(logOf([Buffer.concat([endless, BYE])], 512)[0]).toBe('cut OPTIONS sip:a SIP/2.0 (512)');
  });

  test('a Content-Length of 4 GB does not stop the stream', () => {
    const lie = message(['MESSAGE sip:a@b SIP/2.0', 'Content-Length: 4294967295']);
    expect(logOf([Buffer.concat([lie, BYE])])).toEqual([`cut MESSAGE sip:a@b SIP/2.0 (${lie.length})`, bye]);
  });
});
