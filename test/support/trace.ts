// Builds SIP messages and feeds them to a tracker, showing only what matters to a case. What is not said has a sensible default.
//
//   const t = trace();
//   t.request('INVITE').response(180, 'INVITE', { at: 200, toTag: 'b' }).response(200, 'INVITE', { at: 900, toTag: 'b' });
//   expect(t.leg().state).toBe('answered');

import { Datagram, Transport } from '../../collector/model/packet.ts';
import { CapturePoints } from '../../collector/model/points.ts';
import type { CallSummary } from '../../collector/model/report.ts';
import { SipScan } from '../../collector/model/sip.ts';
import { summarize } from '../../collector/query/summary.ts';
import { scanSip } from '../../collector/sip/scan.ts';
import { CallStore } from '../../collector/store/call-store.ts';
import type { Transition } from '../../collector/store/transition-table.ts';
import { HoldHint, Tracker } from '../../collector/track/tracker.ts';

/** 2026-01-01T00:00:00Z in µs. */
export const EPOCH = 1_767_225_600_000_000;

export interface MessageOptions {
  /** ms since EPOCH; default: 10 ms after the message before. */
  at?: number;
  /** Last byte of 10.0.0.x and a port; default the caller 1:5060 for requests, the callee 2:5060 for responses. */
  from?: string;
  to?: string;
  callId?: string;
  cseq?: number;
  /** Default: `z9hG4bK-<method>-<cseq>`, ACK like INVITE. */
  branch?: string;
  /** Sent-by hosts of all Vias, top first. */
  via?: readonly string[];
  fromTag?: string;
  toTag?: string;
  /** Users of From and To; default `alice` and `bob`. */
  fromUser?: string;
  toUser?: string;
  headers?: readonly string[];
  body?: string;
  hold?: boolean;
  /** Makes two captures of one frame equal; default: a new number for every message. */
  fingerprint?: number;
  /** Where it was captured; default `eth0`. */
  point?: string;
  /** Default UDP. */
  transport?: Transport;
  /** The clock of its agent, in ms since EPOCH: `at` is then when the frame came that carried it. */
  agentAt?: number;
}

export class Trace {
  readonly store = new CallStore();
  readonly points = new CapturePoints();
  readonly tracker = new Tracker(this.store, { messages: 1_000_000 }, this.points);
  private readonly scan = new SipScan();
  private clock = -10;
  private fingerprint = 1;

  request(method: string, options: MessageOptions = {}): this {
    return this.send(`${method} sip:bob@example.net SIP/2.0`, method, options, '10.0.0.1:5060', '10.0.0.2:5060');
  }

  response(code: number, method: string, options: MessageOptions = {}): this {
    return this.send(`SIP/2.0 ${code} Words`, method, options, '10.0.0.2:5060', '10.0.0.1:5060');
  }

  /** Nothing but time passes: the clock of the capture moves to `at` ms. */
  wait(at: number): this {
    this.clock = at;
    this.tracker.advance(EPOCH + at * 1000);
    return this;
  }

  finish(): this {
    this.tracker.finish();
    return this;
  }

  leg(callId = 'call-1'): CallSummary {
    const leg = this.store.findLeg(Buffer.from(callId));
    if (leg === undefined) throw new Error(`no leg ${callId}`);
    return summarize(this.store, leg, 'test');
  }

  /** Every transition, with the message that caused it. */
  transitions(callId = 'call-1'): readonly Transition[] {
    const leg = this.store.findLeg(Buffer.from(callId));
    return leg === undefined ? [] : this.store.transitions.of(leg);
  }

  private send(startLine: string, method: string, options: MessageOptions, source: string, destination: string): this {
    this.clock = options.at ?? this.clock + 10;
    const bytes = Buffer.from(messageText(startLine, method, options));
    const d = datagram(options.from ?? source, options.to ?? destination);
    d.timeMicros = EPOCH + this.clock * 1000;
    if (options.agentAt !== undefined) {
      this.tracker.advance(d.timeMicros);
      d.timeMicros = EPOCH + options.agentAt * 1000;
      d.isForeignTime = true;
    }
    d.fingerprint = options.fingerprint ?? this.fingerprint++;
    d.transport = options.transport ?? Transport.Udp;
    const point = options.point ?? 'eth0';
    d.point = this.points.idOf(point, point.includes('.pcap') ? 'file' : 'interface');
    scanSip(bytes, 0, bytes.length, this.scan);
    const hold = options.hold === undefined ? HoldHint.None : options.hold ? HoldHint.Hold : HoldHint.Active;
    this.tracker.see(bytes, this.scan, d, 0, hold);
    return this;
  }
}

export function trace(): Trace {
  return new Trace();
}

export function messageText(startLine: string, method: string, options: MessageOptions): string {
  const cseq = options.cseq ?? 1;
  const branch = options.branch ?? `z9hG4bK-${method === 'ACK' ? 'INVITE' : method}-${cseq}`;
  const vias = (options.via ?? ['ua']).map(
    (host, i) => `Via: SIP/2.0/UDP ${host};branch=${i === 0 ? branch : `${branch}-${i}`}`,
  );
  const body = options.body ?? '';
  return [
    startLine,
    ...vias,
    `From: "Alice" <sip:${options.fromUser ?? 'alice'}@example.com>;tag=${options.fromTag ?? 'a'}`,
    `To: <sip:${options.toUser ?? 'bob'}@example.net>${options.toTag === undefined ? '' : `;tag=${options.toTag}`}`,
    `Call-ID: ${options.callId ?? 'call-1'}`,
    `CSeq: ${cseq} ${method}`,
    ...(options.headers ?? []),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

function datagram(source: string, destination: string): Datagram {
  const d = new Datagram();
  const [sourceAddress, sourcePort] = source.split(':');
  const [destinationAddress, destinationPort] = destination.split(':');
  d.addresses = Uint8Array.from([...sourceAddress.split('.'), ...destinationAddress.split('.')].map(Number));
  d.sourceAddress = 0;
  d.destinationAddress = 4;
  d.sourcePort = Number(sourcePort);
  d.destinationPort = Number(destinationPort);
  return d;
}
