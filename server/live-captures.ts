// Live captures: a recorder that writes a spool, and a capture that follows it. Takes plans; starts recorders or takes over those
// that went on while no server was there; looks every second what they say. What was started or taken over is stopped at the end,
// unless it shall go on.

import type { Captures } from './captures.ts';
import { ApiError, noSuchCapture } from './errors.ts';
import { goneInfo, liveInfo } from './live-info.ts';
import { planDifferences, planName } from './record-plan.ts';
import type { Recording } from './recording.ts';
import { LIMITS } from './wire/limits.ts';
import type { Millis, RecorderStatus, RecordPlan } from './wire/types.ts';

/** Rates on the page need it so often. */
const LOOK_EVERY: Millis = 1000;

interface Live {
  readonly id: string;
  readonly spool: string;
  /** With the secret, to start again with. */
  plan: RecordPlan;
  /** Started or taken over here; else it is somebody else's, and only watched. */
  isOurs: boolean;
  /** The capture reads on; false after a stop. */
  isFollowing: boolean;
}

export interface LiveStart {
  readonly id: string;
  /** The recorder that was at work already. */
  readonly takenOver: RecorderStatus | undefined;
  /** It ends with this server; false when another server looks after it. */
  readonly isOurs: boolean;
  /** What the spool held before: it is shown too. */
  readonly oldSegments: number;
}

export class LiveCaptures {
  readonly #captures: Captures;
  readonly #recording: Recording;
  readonly #liveById = new Map<string, Live>();
  /** The latest work on each spool: two requests for one spool wait for each other. */
  readonly #turnBySpool = new Map<string, Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  constructor(captures: Captures, recording: Recording) {
    this.#captures = captures;
    this.#recording = recording;
  }

  /**
   * Records and follows. A recorder that works in the spool already is taken over when it records the same; throws an ApiError when
   * it records something else, and what `Recording.start` throws.
   */
  start(plan: RecordPlan): Promise<LiveStart> {
    return this.#inTurn(plan.spool, () => this.#start(plan));
  }

  /** Follows the spool of somebody else's recorder, which is never stopped from here. Throws an ApiError when there is no spool. */
  watch(spool: string): Promise<string> {
    return this.#inTurn(spool, async () => {
      const status = await this.#recording.status(spool);
      if (status === undefined) {
        const hint = `Record into it: sipscope record -i eth0 --spool ${spool}. A folder of other captures is opened with: sipscope ${spool}`;
        throw new ApiError(404, 'SIPA_NO_SPOOL', `${spool}: no recorder has written here yet.`, hint);
      }
      const live = this.#bySpool(spool) ?? this.#open(status.plan, spool, false);
      await this.#look(live);
      return live.id;
    });
  }

  /** Ends the recording; what was recorded stays open. Throws an ApiError when it is no live capture of ours. */
  stop(id: string): Promise<void> {
    const live = this.#get(id);
    return this.#inTurn(live.spool, async () => {
      assertOurs(live);
      await this.#recording.stop(live.spool);
      if (live.isFollowing) await this.#captures.get(id).endFollowing();
      live.isFollowing = false;
      await this.#look(live);
    });
  }

  /** Records again, with the plan it had. */
  restart(id: string): Promise<void> {
    const live = this.#get(id);
    return this.#inTurn(live.spool, async () => {
      assertOurs(live);
      await this.#start(live.plan);
    });
  }

  /** Looks what the recorders say now. Never rejects. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    await Promise.all(Array.from(this.#liveById.values(), live => this.#look(live)));
    this.#isLooking = false;
  }

  /** The end of the server: stops the recorders, or leaves them at work. Gives what could not be stopped and why. */
  async end(keepRecording: boolean): Promise<unknown[]> {
    clearInterval(this.#timer);
    const ours = Array.from(this.#liveById.values()).filter(live => live.isOurs);
    for (const live of ours) {
      live.isOurs = false;
      this.#recording.release(live.spool);
    }
    if (keepRecording) return [];
    const ends = await Promise.allSettled(ours.map(live => this.#recording.stop(live.spool)));
    return ends.flatMap(end => (end.status === 'rejected' ? [end.reason] : []));
  }

  async #start(plan: RecordPlan): Promise<LiveStart> {
    const open = this.#bySpool(plan.spool);
    const before = await this.#recording.status(plan.spool);
    const running = await this.#recording.find(plan.spool);
    if (running !== undefined) assertSamePlan(running, plan);
    else {
      if (open === undefined) this.#assertRoom();
      await this.#recording.start(plan);
    }
    const live = open ?? this.#open(plan, plan.spool, false);
    live.plan = plan;
    // One that another server looks after is only watched.
    if (running === undefined || open === undefined) live.isOurs = this.#recording.claim(plan.spool);
    if (!live.isFollowing) await this.#captures.reopen(live.id);
    live.isFollowing = true;
    await this.#look(live);
    const oldSegments = before?.spool.segments ?? 0;
    return { id: live.id, takenOver: running, isOurs: live.isOurs, oldSegments };
  }

  #open(plan: RecordPlan, spool: string, isOurs: boolean): Live {
    const release = async (): Promise<void> => {
      this.#liveById.delete(live.id);
      if (!live.isOurs) return;
      this.#recording.release(spool);
      await this.#recording.stop(spool);
    };
    const { id } = this.#captures.openSpool(spool, planName(plan), release);
    const live: Live = { id, spool, plan, isOurs, isFollowing: true };
    this.#liveById.set(id, live);
    this.#timer ??= setInterval(() => void this.look(), LOOK_EVERY).unref();
    return live;
  }

  async #look(live: Live): Promise<void> {
    try {
      // In this order: one that ended in between has written its last word by now.
      const isAlive = (await this.#recording.find(live.spool)) !== undefined;
      const status = await this.#recording.status(live.spool);
      this.#captures.setLive(live.id, status === undefined ? goneInfo(live.plan) : liveInfo(status, isAlive));
    } catch (error) {
      this.#captures.setLive(live.id, goneInfo(live.plan, error));
    }
  }

  #get(id: string): Live {
    const live = this.#liveById.get(id);
    if (live !== undefined) return live;
    if (this.#captures.find(id) === undefined) throw noSuchCapture(id);
    throw new ApiError(
      409,
      'SIPA_NOT_LIVE',
      `The capture "${id}" is not recorded.`,
      'Only live captures start and stop.',
    );
  }

  #bySpool(spool: string): Live | undefined {
    return Array.from(this.#liveById.values()).find(live => live.spool === spool);
  }

  #assertRoom(): void {
    if (this.#liveById.size < LIMITS.liveCaptures) return;
    const hint = 'Close one (DELETE /api/captures/:id), or record several interfaces in one capture.';
    throw new ApiError(409, 'SIPA_TOO_MANY_CAPTURES', `${LIMITS.liveCaptures} live captures are open already.`, hint);
  }

  #inTurn<Result>(spool: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#turnBySpool.get(spool) ?? Promise.resolve();
    // Whether the work before went well is its caller's to know.
    const turn = before.then(work, work);
    this.#turnBySpool.set(spool, turn);
    const forget = (): void => {
      if (this.#turnBySpool.get(spool) === turn) this.#turnBySpool.delete(spool);
    };
    turn.then(forget, forget);
    return turn;
  }
}

function assertOurs(live: Live): void {
  if (live.isOurs) return;
  const hint = 'Start and stop it where it was started.';
  throw new ApiError(409, 'SIPA_NOT_OURS', `The recorder of ${live.spool} was started elsewhere.`, hint);
}

function assertSamePlan(running: RecorderStatus, plan: RecordPlan): void {
  const differences = planDifferences(running.plan, plan);
  if (differences.length === 0) return;
  throw new ApiError(
    409,
    'SIPA_SPOOL_BUSY',
    `A recorder (pid ${running.pid}) works in ${plan.spool} with other options: ${differences.join('; ')}.`,
    `Use the same options to take it over, or end it first: kill ${running.pid}. Another --spool is a capture of its own.`,
  );
}
