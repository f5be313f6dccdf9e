// Recorders without processes: what was started, what each says, and how a test breaks them. In memory, at once.

import type { Recording } from '../../server/recording.ts';
import type { InterfaceList } from '../../server/wire/protocol.ts';
import type { RecorderStatus, RecordPlan } from '../../server/wire/types.ts';

export const FAKE_LIMITS = {
  segmentBytes: 64 * 1024 ** 2,
  segmentSeconds: 600,
  spoolBytes: 10 * 1024 ** 3,
  spoolSeconds: 7 * 86_400,
};

export function fakePlan(plan: Partial<RecordPlan> = {}): RecordPlan {
  return {
    spool: '/state/spool/eth0',
    interfaces: ['eth0'],
    engine: 'cap',
    filter: '',
    bufferBytes: 64 * 1024 ** 2,
    promiscuous: true,
    hep: [],
    limits: FAKE_LIMITS,
    ...plan,
  };
}

export function fakeStatus(plan: RecordPlan, status: Partial<RecorderStatus> = {}): RecorderStatus {
  return {
    state: 'recording',
    pid: 4711,
    startedAt: 1_767_323_045_000_000,
    updatedAt: 1_767_323_046_000_000,
    plan,
    inputs: plan.interfaces.map(name => ({ name, kind: 'interface', frames: 0, bytes: 0, refused: {} })),
    spool: {
      directory: plan.spool,
      bytes: 1000,
      segments: 1,
      limits: plan.limits,
      deletedSegments: 0,
      deletedBytes: 0,
      lostFrames: 0,
      isDiskFull: false,
    },
    ...status,
  };
}

export class FakeRecording implements Recording {
  readonly defaults = {
    engine: 'cap' as const,
    bufferBytes: 64 * 1024 ** 2,
    limits: FAKE_LIMITS,
    spool: (name: string) => `/state/spool/${name}`,
  };
  /** What was done, in order: `start DIR`, `stop DIR`, `drop`. */
  readonly deeds: string[] = [];
  readonly statusBySpool = new Map<string, RecorderStatus>();
  /** Spools in which a recorder is at work. */
  readonly alive = new Set<string>();
  list: InterfaceList = {
    items: [
      { name: 'eth0', addresses: ['10.0.0.1'], isUp: true, isLoopback: false, isAny: false },
      { name: 'any', addresses: [], isUp: true, isLoopback: false, isAny: true },
    ],
    engines: [{ name: 'cap' }, { name: 'tcpdump' }],
  };
  /** Thrown by `start` when set. */
  refusal: Error | undefined;
  /** Thrown by `stop` when set. */
  stopRefusal: Error | undefined;
  /** The plan that was started last, with its secret. */
  started: RecordPlan | undefined;

  async start(plan: RecordPlan): Promise<void> {
    if (this.refusal !== undefined) throw this.refusal;
    this.deeds.push(`start ${plan.spool}`);
    this.started = plan;
    const { hepKey: _, ...shown } = plan;
    this.statusBySpool.set(plan.spool, fakeStatus(shown));
    this.alive.add(plan.spool);
  }

  async find(spool: string): Promise<RecorderStatus | undefined> {
    return this.alive.has(spool) ? this.statusBySpool.get(spool) : undefined;
  }

  async status(spool: string): Promise<RecorderStatus | undefined> {
    return this.statusBySpool.get(spool);
  }

  async stop(spool: string): Promise<void> {
    this.deeds.push(`stop ${spool}`);
    if (this.stopRefusal !== undefined) throw this.stopRefusal;
    this.alive.delete(spool);
    this.say(spool, { state: 'stopped' });
  }

  /** Spools that another server looks after. */
  readonly claimed = new Set<string>();

  claim(spool: string): boolean {
    return !this.claimed.has(spool);
  }

  release(): void {}

  async interfaces(): Promise<InterfaceList> {
    return this.list;
  }

  dropPrivileges(): void {
    this.deeds.push('drop');
  }

  /** The recorder of a spool says something new. */
  say(spool: string, news: Partial<RecorderStatus>): void {
    const status = this.statusBySpool.get(spool);
    if (status !== undefined) this.statusBySpool.set(spool, { ...status, ...news });
  }
}
