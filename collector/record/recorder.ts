// A recording: inputs, their packets into the spool, a statistics block for each every second, and a status that others read.
// Begins with all devices open and root given up, or not at all; goes on while one of its inputs still may.

import { arch, release, type as systemName } from 'node:os';
import { parseHepUrl } from '../hep/hep-url.ts';
import type { InputStatus, RecorderStatus, RecordPlan } from '../model/live.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import type { CaptureProgram } from './capture-program.ts';
import { type HepListener, openHepListener } from './hep-listener.ts';
import { UdpHeaders } from './hep-listener-wrap.ts';
import { InterfaceInput } from './interface-input.ts';
import { PacketOrder } from './packet-order.ts';
import {
  interfaceBlock,
  packetBlockBytes,
  sectionBlock,
  statisticsBlock,
  writePacket,
  writePacketOfTwo,
} from './pcapng-writer.ts';
import { checkPlan, programsFor } from './plan-check.ts';
import { dropPrivileges, type Owner, sudoOwner } from './privileges.ts';
import { releaseLock, takeLock, writeStatus } from './recorder-files.ts';
import { Spool } from './spool.ts';
import { makeSpoolDirectory } from './spool-directory.ts';
import { measureWallOffset, monotonicOrigin } from './wall-clock.ts';

/** What was received is in the file after so long, and the page can show it. */
const FLUSH_EVERY_MS = 20;
const BEAT_EVERY_MS = 1000;
/** LINKTYPE_RAW: a HEP frame lies in IP and UDP without a link layer. */
const RAW = 101;
const MAX_HEP_SNAP_BYTES = 0x10_0000;

export interface RecorderOptions {
  /** The program that is a capture process when it is asked to: see capture-program.ts. */
  readonly entry: URL;
  /** Whom root gives way to. */
  readonly owner?: Owner;
}

export class Recorder {
  readonly plan: RecordPlan;
  private readonly startedAt: Micros = nowMicros();
  private state: RecorderStatus['state'] = 'starting';
  private readonly interfaces: InterfaceInput[];
  private readonly listeners: HepListener[] = [];
  /** By listener: frames that found no room. */
  private readonly hepLosses: number[] = [];
  private readonly order: PacketOrder | undefined;
  private readonly udp = new UdpHeaders();
  private spool: Spool | undefined;
  private timers: NodeJS.Timeout[] = [];
  private beating: Promise<void> | undefined;
  private isPaused = false;
  /** What to add to `performance.now()` in µs to get the time of day. */
  private clockOffset: Micros = monotonicOrigin() + measureWallOffset();

  private constructor(plan: RecordPlan, programsFor: (name: string) => readonly CaptureProgram[]) {
    this.plan = plan;
    const receivers = plan.interfaces.map(
      (_, id) =>
        (seconds: number, nanos: number, bytes: Buffer, start: number, end: number, length: number): void =>
          this.packet(id, seconds, nanos, bytes, start, end, length),
    );
    const order = plan.interfaces.length > 1 ? new PacketOrder(receivers) : undefined;
    this.order = order;
    this.interfaces = plan.interfaces.map(
      (name, id) =>
        new InterfaceInput({
          name,
          programs: programsFor(name),
          onPacket:
            order === undefined
              ? receivers[id]
              : (seconds, nanos, bytes, start, end, length) => order.add(id, seconds, nanos, bytes, start, end, length),
          onHeader: () => this.spool?.rotate(),
        }),
    );
  }

  /** Resolves when everything is open and the first segment is there. Throws an error with code and hint. */
  static async start(plan: RecordPlan, options: RecorderOptions): Promise<Recorder> {
    const owner = options.owner ?? sudoOwner();
    await checkPlan(plan);
    makeSpoolDirectory(plan.spool, owner);
    takeLock(plan.spool, owner);
    const recorder = new Recorder(plan, name => programsFor(plan, name, options.entry, owner));
    try {
      await recorder.open(owner);
      return recorder;
    } catch (error) {
      await recorder.closeInputs();
      await recorder.spool?.close();
      releaseLock(plan.spool);
      throw error;
    }
  }

  status(): RecorderStatus {
    const { hepKey: _secret, ...plan } = this.plan;
    const problem = this.spool?.problem;
    return {
      state: this.state,
      pid: process.pid,
      startedAt: this.startedAt,
      updatedAt: nowMicros(),
      plan,
      inputs: this.inputs(),
      spool: this.spool?.status() ?? emptySpool(plan),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  /** Takes what was captured up to now, writes it and the last statistics, and leaves the spool. */
  async stop(): Promise<RecorderStatus> {
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
    await this.beating;
    await this.closeInputs();
    this.order?.releaseAll();
    await this.spool?.close();
    this.state = 'stopped';
    const status = this.status();
    await writeStatus(this.plan.spool, status).catch(() => undefined);
    releaseLock(this.plan.spool);
    return status;
  }

  private async open(owner: Owner | undefined): Promise<void> {
    const { hepKey: key, hepCertificate: certificate, hepPrivateKey: privateKey } = this.plan;
    for (const [index, text] of this.plan.hep.entries()) {
      const url = parseHepUrl(text);
      const onFrame = this.hepReceiver(index);
      const listener = await openHepListener({ url, onFrame, key, certificate, privateKey });
      this.listeners.push(listener);
      this.hepLosses.push(0);
      // Until the spool is open.
      listener.pause();
    }
    await openAll(this.interfaces);
    dropPrivileges(owner);
    this.spool = await Spool.open({
      directory: this.plan.spool,
      limits: this.plan.limits,
      prologue: () => this.prologue(),
      epilogue: () => this.statistics(),
    });
    this.state = 'recording';
    for (const input of this.interfaces) input.flow();
    for (const listener of this.listeners) listener.resume();
    await this.beat();
    this.timers = [
      setInterval(() => this.flush(), FLUSH_EVERY_MS),
      setInterval(() => {
        this.beating ??= this.beat().finally(() => {
          this.beating = undefined;
        });
      }, BEAT_EVERY_MS),
    ];
  }

  /** Hot: a packet of an interface. */
  private packet(
    id: number,
    seconds: number,
    nanos: number,
    bytes: Buffer,
    start: number,
    end: number,
    originalLength: number,
  ): void {
    const spool = this.spool;
    if (spool?.reserve(packetBlockBytes(end - start)) === true) {
      spool.commit(writePacket(spool.out, spool.at, id, seconds, nanos, bytes, start, end, originalLength));
      return;
    }
    this.interfaces[id].lost++;
    if (spool !== undefined) spool.lostFrames++;
  }

  /** HEP frames become packets from the agent to the listener, with the time at which they came. */
  private hepReceiver(
    index: number,
  ): (bytes: Buffer, remote: string, remotePort: number, local: string, localPort: number) => void {
    const id = this.plan.interfaces.length + index;
    return (bytes, remote, remotePort, local, localPort) => {
      const spool = this.spool;
      const headers = this.udp.before(bytes.length, remote, remotePort, local, localPort);
      if (spool?.reserve(packetBlockBytes(headers.length + bytes.length)) !== true) {
        this.hepLosses[index]++;
        if (spool !== undefined) spool.lostFrames++;
        return;
      }
      const { seconds, nanos } = splitTime(performance.now() * 1000 + this.clockOffset);
      spool.commit(writePacketOfTwo(spool.out, spool.at, id, seconds, nanos, headers, bytes));
    };
  }

  private flush(): void {
    const spool = this.spool;
    if (spool === undefined) return;
    this.order?.release(nowMicros() - this.slowestMicros());
    spool.flush();
    // Senders over TCP wait when we do not read; that is better than to lose what they sent.
    if (spool.isBehind === this.isPaused) return;
    this.isPaused = spool.isBehind;
    for (const listener of this.listeners) {
      if (this.isPaused) listener.pause();
      else listener.resume();
    }
  }

  private async beat(): Promise<void> {
    for (const input of this.interfaces) input.poll();
    if (this.listeners.length > 0) this.clockOffset = monotonicOrigin() + measureWallOffset();
    this.spool?.append(this.statistics());
    this.spool?.flush();
    await this.spool?.tick();
    // A full disk takes no status either: those who read see that it is old.
    await writeStatus(this.plan.spool, this.status()).catch(() => undefined);
  }

  private inputs(): InputStatus[] {
    return [...this.interfaces.map(input => input.status()), ...this.listeners.map(listener => listener.status())];
  }

  private prologue(): Buffer {
    const os = `${systemName()} ${release()}`;
    const filter = this.plan.filter;
    const comment = `run ${this.startedAt}`;
    const blocks = [sectionBlock({ application: 'sipscope recorder', comment, os, hardware: arch() })];
    for (const input of this.interfaces) {
      const { name, linkType = 0, snapBytes, isApproximate } = input;
      const description = isApproximate ? 'times: approximate' : undefined;
      blocks.push(interfaceBlock({ name, linkType, snapBytes, filter, description, os }));
    }
    for (const { name } of this.listeners) {
      blocks.push(interfaceBlock({ name, linkType: RAW, snapBytes: MAX_HEP_SNAP_BYTES, os }));
    }
    return Buffer.concat(blocks);
  }

  /** One block an input. Its time is one before which nothing of that input can come any more. */
  private statistics(): Buffer {
    const now = nowMicros();
    const blocks = this.interfaces.map((input, interfaceId) => {
      const settled = now - (this.order === undefined ? delayMicros(input) : this.slowestMicros());
      const last = input.lastSeconds * MICROS_PER_SECOND + Math.ceil(input.lastNanos / 1000);
      const time = this.order === undefined ? Math.max(settled, last) : settled;
      return this.statisticsOf(interfaceId, time, input.status(), input.lostFrames);
    });
    this.listeners.forEach((listener, index) => {
      const interfaceId = this.interfaces.length + index;
      blocks.push(this.statisticsOf(interfaceId, now, listener.status(), this.hepLosses[index]));
    });
    return Buffer.concat(blocks);
  }

  private statisticsOf(interfaceId: number, time: Micros, status: InputStatus, lost: number): Buffer {
    const { frames: received, interfaceDrops, kernelDrops, refused } = status;
    const isAnyRefused = Object.keys(refused).length > 0;
    const comment = isAnyRefused || lost > 0 ? JSON.stringify({ refused, lost }) : undefined;
    return statisticsBlock({ interfaceId, ...splitTime(time), received, interfaceDrops, kernelDrops, comment });
  }

  private slowestMicros(): Micros {
    return Math.max(...this.interfaces.map(delayMicros));
  }

  private async closeInputs(): Promise<void> {
    await Promise.all([
      ...this.interfaces.map(input => input.close()),
      ...this.listeners.map(listener => listener.close()),
    ]);
  }
}

/** All at once, for each takes its time; when one fails, the others have settled before it is told. */
async function openAll(inputs: readonly InterfaceInput[]): Promise<void> {
  const results = await Promise.allSettled(inputs.map(input => input.open()));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function delayMicros(input: InterfaceInput): Micros {
  return (input.delayMillis + FLUSH_EVERY_MS) * 1000;
}

function nowMicros(): Micros {
  return Date.now() * 1000;
}

function splitTime(time: Micros): { seconds: number; nanos: number } {
  const seconds = Math.floor(time / MICROS_PER_SECOND);
  return { seconds, nanos: Math.floor((time - seconds * MICROS_PER_SECOND) * 1000) };
}

function emptySpool({ spool, limits }: RecordPlan): RecorderStatus['spool'] {
  const nothing = { bytes: 0, segments: 0, deletedSegments: 0, deletedBytes: 0, lostFrames: 0, isDiskFull: false };
  return { directory: spool, limits, ...nothing };
}
