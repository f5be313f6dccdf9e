// A call told message by message, and what the rules say of it: the test of a rule is a short story that a colleague would tell.
//
//   const found = await story().request('INVITE').repeat([500, 1500, 3500]).wait(40_000).findings();
//   expect(found).toMatchObject([{ rule: 'no-reply', severity: 'error' }]);

import type { Capture } from '../../collector/capture.ts';
import type { Finding } from '../../collector/model/finding.ts';
import { captureOf, type SipRecord, sipCapture } from './captures.ts';
import { udpFrame } from './pcap-builder.ts';
import { EPOCH, type MessageOptions, messageText } from './trace.ts';

/** As in `trace.ts`; `uri` is the Request-URI. */
export interface TellOptions extends MessageOptions {
  readonly uri?: string;
  readonly reason?: string;
}

interface Told extends SipRecord {
  readonly at: number;
}

const CALLER = '10.0.0.1:5060';
const CALLEE = '10.0.0.2:5060';

export class Story {
  private readonly told: Told[] = [];
  private clock = -10;
  private endsAt = 0;

  /** From the caller to the callee unless told otherwise, 10 ms after what was told before. */
  request(method: string, options: TellOptions = {}): this {
    const startLine = `${method} ${options.uri ?? 'sip:bob@example.net'} SIP/2.0`;
    return this.tell(messageText(startLine, method, options), options, CALLER, CALLEE);
  }

  response(code: number, method: string, options: TellOptions = {}): this {
    const startLine = `SIP/2.0 ${code} ${options.reason ?? 'Words'}`;
    return this.tell(messageText(startLine, method, options), options, CALLEE, CALLER);
  }

  /** The message that was told last, again, so many ms after its first time. */
  repeat(after: readonly number[]): this {
    const last = this.told.at(-1);
    if (last === undefined) throw new Error('nothing was told yet');
    for (const ms of after) this.put({ ...last, at: last.at + ms });
    return this;
  }

  /** INVITE, 180, 200, ACK: the dialog of tags `a` and `b`. */
  answered(): this {
    return this.request('INVITE')
      .response(180, 'INVITE', { toTag: 'b' })
      .response(200, 'INVITE', { toTag: 'b' })
      .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' });
  }

  /** Nothing of this call is captured until `at` ms; something else is, so that the clock goes on. */
  wait(at: number): this {
    this.clock = Math.max(this.clock, at);
    this.endsAt = Math.max(this.endsAt, at);
    return this;
  }

  async capture(): Promise<Capture> {
    const ordered = [...this.told].sort((a, b) => a.at - b.at);
    const last = ordered.at(-1)?.at ?? 0;
    if (this.endsAt <= last) return sipCapture(ordered);
    // A datagram that is nothing to us moves the clock of the capture.
    return captureOf(
      [...ordered, { text: 'nothing', at: this.endsAt, from: '10.9.9.9:9', to: '10.9.9.8:9' }].map((record, i) => ({
        bytes: udpFrame(record.text, { id: i + 1, ...(record.from && { from: record.from, to: record.to }) }),
        timeMicros: EPOCH + record.at * 1000,
      })),
    );
  }

  /** What all rules say, or those named. */
  async findings(...rules: readonly string[]): Promise<readonly Finding[]> {
    const { items } = (await this.capture()).answers.findings({ offset: 0, limit: 1000 });
    return rules.length === 0 ? items : items.filter(item => rules.includes(item.rule));
  }

  private tell(text: string, options: TellOptions, from: string, to: string): this {
    this.clock = options.at ?? this.clock + 10;
    this.put({ text, at: this.clock, from: options.from ?? from, to: options.to ?? to });
    return this;
  }

  private put(record: Told): void {
    this.told.push(record);
    this.clock = Math.max(this.clock, record.at);
  }
}

export function story(): Story {
  return new Story();
}
