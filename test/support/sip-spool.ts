// A spool as a recorder writes it, with SIP messages in UDP; and a capture that follows it, watched by its announcements.

import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Capture, type CaptureLimits } from '../../collector/capture.ts';
import type { CaptureSource } from '../../collector/thread/protocol.ts';
import { type PcapngBuilder, type PcapngStatistics, pcapng, udpFrame } from './pcap-builder.ts';
import { EPOCH, messageText } from './trace.ts';

export class SipSpool {
  readonly folder = mkdtempSync(join(tmpdir(), 'sipscope-spool-'));
  private sequence = 0;
  private id = 0;

  /** `inputs` are the interfaces of each segment. */
  constructor(inputs: readonly string[] = ['eth0']) {
    this.inputs = inputs;
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }
  private readonly inputs: readonly string[];

  /** A new segment: the recorder goes on in it. */
  rotate(): this {
    this.sequence++;
    const file = pcapng().section({ options: [option(4, 'sipscope recorder 1'), option(1, 'run 1')] });
    for (const name of this.inputs) file.interface({ options: [option(2, name)] });
    writeFileSync(this.path, file.bytes());
    return this;
  }

  /** An OPTIONS request of this Call-ID at `at` ms. */
  message(callId: string, at: number, input = 0): this {
    const text = messageText('OPTIONS sip:bob@example.net SIP/2.0', 'OPTIONS', { callId, branch: `z9hG4bK-${callId}` });
    return this.packet(udpFrame(text, { id: ++this.id }), at, input);
  }

  packet(bytes: Uint8Array, at: number, input = 0): this {
    return this.append(file => file.packet(bytes, { interface: input, timeMicros: EPOCH + at * 1000 }));
  }

  statistics(at: number, counters: PcapngStatistics, input = 0): this {
    return this.append(file => file.statistics(input, { timeMicros: EPOCH + at * 1000, ...counters }));
  }

  private append(add: (file: PcapngBuilder) => PcapngBuilder): this {
    appendFileSync(this.path, add(pcapng()).bytes());
    return this;
  }

  private get path(): string {
    return join(this.folder, `20260101T000000Z-${String(this.sequence).padStart(8, '0')}.pcapng`);
  }
}

function option(code: number, value: string) {
  return { code, value: Buffer.from(value) };
}

/** A capture that is read while the test goes on. */
export class LiveCapture {
  readonly capture: Capture;
  readonly done: Promise<void>;
  private readonly waiting = new Set<() => void>();

  private constructor(capture: Capture) {
    this.capture = capture;
    this.done = capture.read(() => {
      for (const look of this.waiting) look();
    });
    onTestFinished(async () => {
      await capture.close();
      await this.done;
    });
  }

  static async open(source: Omit<CaptureSource, 'id'>, limits?: CaptureLimits): Promise<LiveCapture> {
    return new LiveCapture(await Capture.open({ id: 'c', ...source }, limits));
  }

  /** Resolves at the first announcement at which `isThere`. */
  until(isThere: (capture: Capture) => boolean): Promise<void> {
    return new Promise(resolve => {
      const look = (): void => {
        if (!isThere(this.capture)) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Call-IDs in order of appearance. */
  get callIds(): string[] {
    return this.capture.callIds(1000);
  }
}
