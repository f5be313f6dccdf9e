// One interface that is recorded: the process that captures on it, its packets, its counters, and a new process when it has died.
// Promises: counters go on over all processes since the recorder started; a program that ends is a problem of this input alone.

import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InputStatus, Problem } from '../model/live.ts';
import type { CaptureProgram, ProgramReport } from './capture-program.ts';
import { captureError, stoppedProblem } from './capture-words.ts';
import { isInterfaceUp, readInterfaceDrops } from './interface-files.ts';
import { PCAP_HEADER_BYTES, PcapStream } from './pcap-stream.ts';
import { noRights } from './privileges.ts';
import { RecordError, toProblem } from './record-error.ts';
import { RisingCount } from './rising-count.ts';

/** Until a program has opened its interface. A large buffer takes the kernel a while. */
const OPEN_WITHIN_MS = 15_000;
const RETRY_EVERY_MS = 2000;
/** What a program gets to end by itself. */
const END_WITHIN_MS = 2000;
/** Lines of standard error that are kept to explain an end, and how long one may be. */
const MAX_LINES = 20;
const MAX_LINE_CHARS = 500;

/** Why the capture process lost frames. */
const TOO_SLOW = 'recorder too slow';

const NOTHING = Buffer.alloc(0);

/** `bytes` is lent. */
export type OnPacket = (
  seconds: number,
  nanos: number,
  bytes: Buffer,
  start: number,
  end: number,
  originalLength: number,
) => void;

export interface InterfaceInputOptions {
  readonly name: string;
  /** Tried in this order until one has the rights. */
  readonly programs: readonly CaptureProgram[];
  readonly onPacket: OnPacket;
  /** Link type or snap length became others than they were. */
  readonly onHeader: () => void;
  /** Standard: /sys/class/net. */
  readonly dropsOf?: (name: string) => number | undefined;
  readonly retryEveryMs?: number;
}

export class InterfaceInput {
  readonly name: string;
  private readonly options: InterfaceInputOptions;
  private program: CaptureProgram;
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();
  private lines: string[] = [];
  private retry: NodeJS.Timeout | undefined;
  private isClosed = false;
  private isFlowing = false;
  private isListening = false;
  private stream: PcapStream | undefined;
  /** Came before `flow`. */
  private held: Buffer = NOTHING;
  private said: Problem | undefined;
  /** Undefined before `open`. */
  linkType: number | undefined;
  snapBytes = 0;
  /** Of the last packet. */
  lastSeconds = 0;
  lastNanos = 0;
  frames = 0;
  bytes = 0;
  /** Frames that the spool had no room for: the recorder counts them here. */
  lost = 0;
  private problem: Problem | undefined;
  private readonly kernelDrops = new RisingCount();
  private readonly captureLosses = new RisingCount();
  private readonly interfaceDrops = new RisingCount();

  constructor(options: InterfaceInputOptions) {
    this.options = options;
    this.name = options.name;
    this.program = options.programs[0];
  }

  get isApproximate(): boolean {
    return this.program.isApproximate;
  }

  get delayMillis(): number {
    return this.program.delayMillis;
  }

  /** Opens the interface with the first program that has the rights; packets wait until `flow`. Throws RecordError. */
  async open(): Promise<void> {
    let refusal: unknown;
    for (const program of this.options.programs) {
      this.program = program;
      try {
        await this.startProgram();
        this.readInterfaceDrops();
        this.interfaceDrops.begin();
        return;
      } catch (error) {
        if (!(error instanceof RecordError) || error.code !== 'SIPA_NO_RIGHTS') throw error;
        refusal = error;
      }
    }
    throw refusal ?? noRights(this.name);
  }

  /** Packets come from now on, those that waited first. */
  flow(): void {
    this.isFlowing = true;
    const { child, held, stream } = this;
    this.held = NOTHING;
    if (child === undefined || stream === undefined) return;
    this.take(child, stream, held);
    child.stdout?.resume();
  }

  /** Each second: asks for counters. Answers come a moment later. */
  poll(): void {
    if (this.child !== undefined && this.isListening) this.program.ask(this.child);
    this.readInterfaceDrops();
  }

  status(): InputStatus {
    const kernelDrops = this.kernelDrops.value;
    const interfaceDrops = this.interfaceDrops.value;
    const captureLosses = this.captureLosses.value ?? 0;
    return {
      name: this.name,
      kind: 'interface',
      frames: this.frames,
      bytes: this.bytes,
      ...(kernelDrops === undefined ? {} : { kernelDrops }),
      ...(interfaceDrops === undefined ? {} : { interfaceDrops }),
      refused: captureLosses === 0 ? {} : { [TOO_SLOW]: captureLosses },
      ...(this.problem === undefined ? {} : { problem: this.problem }),
    };
  }

  /** Lost on our side of the kernel: in the capture process, or for want of room in the spool. */
  get lostFrames(): number {
    return this.lost + (this.captureLosses.value ?? 0);
  }

  /** Ends the process and takes what it still has. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    const child = this.child;
    if (child === undefined) return;
    // tcpdump leaves what it has not taken from the kernel; after its delay it has taken what came before now.
    if (this.isFlowing) await Promise.race([this.ended, sleep(this.program.delayMillis, undefined, { ref: false })]);
    this.program.end(child);
    child.stdin?.end();
    child.stdout?.resume();
    await Promise.race([this.ended, this.giveUp(child)]);
  }

  /** One that may not be sent signals ends by itself, when it writes into the closed pipe. */
  private async giveUp(child: ChildProcess): Promise<void> {
    await sleep(END_WITHIN_MS, undefined, { ref: false });
    child.kill('SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.unref();
  }

  private startProgram(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const child = this.program.start();
      this.child = child;
      this.lines = [];
      this.isListening = false;
      this.said = undefined;
      let isOpen = false;
      const opening = setTimeout(() => child.kill('SIGKILL'), OPEN_WITHIN_MS);
      const stream = new PcapStream({
        onHeader: (linkType, snapBytes) => {
          isOpen = true;
          clearTimeout(opening);
          this.opened(linkType, snapBytes);
          resolve();
        },
        onPacket: (seconds, nanos, bytes, start, end, originalLength) =>
          this.packet(seconds, nanos, bytes, start, end, originalLength),
      });
      this.stream = stream;
      this.readOutput(child, stream);
      this.readLines(child);
      this.ended = new Promise<void>(done => {
        const onEnd = (error?: Error): void => {
          clearTimeout(opening);
          if (this.child === child) this.child = undefined;
          if (error !== undefined) this.lines.push(error.message);
          this.processEnded();
          if (isOpen) this.onDeath();
          else reject(this.refusal());
          done();
        };
        child.on('error', error => {
          // It could not be started. (Signals that it may not be sent are errors too, and no end.)
          if (child.pid === undefined) onEnd(error);
        });
        child.once('close', () => onEnd());
      });
    });
  }

  /** Standard input stays open: a capture process of ours ends when it is closed. */
  private readOutput(child: ChildProcess, stream: PcapStream): void {
    child.stdin?.on('error', () => undefined);
    child.stdout?.on('data', (chunk: Buffer) => {
      if (this.isFlowing) this.take(child, stream, chunk);
      else this.hold(child, stream, chunk);
    });
  }

  /** Reads the header; what follows it waits, in the pipe as far as it can. */
  private hold(child: ChildProcess, stream: PcapStream, chunk: Buffer): void {
    this.held = Buffer.concat([this.held, chunk]);
    if (this.linkType === undefined && this.held.length >= PCAP_HEADER_BYTES) {
      const header = this.held.subarray(0, PCAP_HEADER_BYTES);
      this.held = this.held.subarray(PCAP_HEADER_BYTES);
      this.take(child, stream, header);
    }
    if (this.linkType !== undefined) child.stdout?.pause();
  }

  private take(child: ChildProcess, stream: PcapStream, chunk: Buffer): void {
    try {
      stream.take(chunk);
    } catch (error) {
      // No pcap any more: what follows makes no sense either.
      this.said = toProblem(error);
      child.stdout?.removeAllListeners('data').resume();
      child.kill('SIGKILL');
    }
  }

  private readLines(child: ChildProcess): void {
    let rest = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = (lines.pop() ?? '').slice(0, MAX_LINE_CHARS);
      for (const line of lines) this.line(line.slice(0, MAX_LINE_CHARS));
    });
    child.stderr?.on('end', () => {
      if (rest !== '') this.line(rest);
    });
  }

  private line(text: string): void {
    const report = this.program.readLine(text);
    if (report !== undefined) this.report(report);
    else if (this.lines.length < MAX_LINES) this.lines.push(text);
  }

  private report({ kernelDrops, lost, problem, isListening }: ProgramReport): void {
    if (isListening) this.isListening = true;
    if (kernelDrops !== undefined) this.kernelDrops.set(kernelDrops);
    if (lost !== undefined) this.captureLosses.set(lost);
    if (problem !== undefined) this.said = problem;
  }

  private opened(linkType: number, snapBytes: number): void {
    const isOther = this.linkType !== undefined && (this.linkType !== linkType || this.snapBytes !== snapBytes);
    this.linkType = linkType;
    this.snapBytes = snapBytes;
    this.problem = undefined;
    if (isOther) this.options.onHeader();
  }

  private packet(
    seconds: number,
    nanos: number,
    bytes: Buffer,
    start: number,
    end: number,
    originalLength: number,
  ): void {
    this.frames++;
    this.bytes += end - start;
    this.lastSeconds = seconds;
    this.lastNanos = nanos;
    this.options.onPacket(seconds, nanos, bytes, start, end, originalLength);
  }

  /** The next process counts from 0. */
  private processEnded(): void {
    this.kernelDrops.restart();
    this.captureLosses.restart();
  }

  private refusal(): RecordError {
    const error = captureError(this.name, this.lines);
    if (this.said === undefined) return error;
    // A capture process of ours has code and hint; libpcap's words in it are known better here.
    const { code, message, hint } = this.said;
    if (code === 'SIPA_INTERNAL') return captureError(this.name, [message]);
    return new RecordError(code, message, hint);
  }

  private onDeath(): void {
    if (this.isClosed) return;
    this.problem = this.said ?? stoppedProblem(this.name, this.lines, true);
    this.retryLater();
  }

  private retryLater(): void {
    this.retry = setTimeout(() => void this.tryAgain(), this.options.retryEveryMs ?? RETRY_EVERY_MS);
    this.retry.unref();
  }

  private async tryAgain(): Promise<void> {
    if (this.isClosed) return;
    try {
      // A program that is started on an interface that is down ends at once.
      if (isInterfaceUp(this.name) === true) await this.startProgram();
      else this.retryLater();
    } catch (error) {
      this.problem = stoppedProblem(this.name, [error instanceof Error ? error.message : String(error)], true);
      if (error instanceof RecordError && error.code === 'SIPA_NO_RIGHTS') {
        this.problem = stoppedProblem(this.name, ['permission'], false);
      }
      this.retryLater();
    }
  }

  private readInterfaceDrops(): void {
    const drops = (this.options.dropsOf ?? readInterfaceDrops)(this.name);
    if (drops !== undefined) this.interfaceDrops.set(drops);
  }
}
