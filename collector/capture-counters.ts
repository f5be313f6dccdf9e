// Where every frame of a capture ended: as SIP, as media, held for a later frame, or under one reason, with examples;
// for the whole capture and for each of its points.
//
// A point is one row of `rows`, which grows with the points:
//
//   │ frames │ bytes │ truncated │ first time │ last time │ SIP messages │ SIP │ media │ held │ reason 0 │ reason 1 │ …

import type { Frame } from './model/frame.ts';
import { HARMLESS, NOT_DECODED, Reason, type SampleFrame } from './model/health.ts';

const SAMPLES_A_REASON = 10;
/** By reason: 1 when a frame under it may have been SIP. */
const MAY_HIDE_SIP = NOT_DECODED.map(reason => Number(!HARMLESS.includes(reason)));

const FRAMES = 0;
const BYTES = 1;
const TRUNCATED = 2;
const FIRST = 3;
const LAST = 4;
const MESSAGES = 5;
const SIP = 6;
const MEDIA = 7;
const HELD = 8;
const REASONS = 9;
const COLUMNS = REASONS + NOT_DECODED.length;

/** What one capture point gave. */
export interface PointCounts {
  /** Id of CapturePoints. */
  readonly point: number;
  readonly frames: number;
  readonly bytes: number;
  readonly truncatedFrames: number;
  readonly sipMessages: number;
  /** Frames that ended so; with those of `notDecoded` they make up `frames`. */
  readonly sipFrames: number;
  readonly mediaFrames: number;
  readonly heldFrames: number;
  /** µs; undefined when it gave no frame. */
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  readonly notDecoded: readonly { readonly reason: string; readonly count: number }[];
}

export class CaptureCounters {
  frames = 0;
  sipFrames = 0;
  mediaFrames = 0;
  /** Fragments and out-of-order segments that wait for, or became part of, what a later frame completed. */
  heldFrames = 0;
  /** Frames that the snap length cut. */
  truncatedFrames = 0;
  private readonly counts = new Float64Array(NOT_DECODED.length);
  private readonly samples: SampleFrame[][] = NOT_DECODED.map(() => []);
  /** Points that there is room for, and how many gave anything. */
  private room = 0;
  private points = 0;
  private rows = new Float64Array(0);

  /** One frame begins its way; `noteSip`, `noteMedia`, `noteHeld` or `note` says where it ended. */
  begin(frame: Frame): void {
    this.frames++;
    this.carry(frame.point, frame.end - frame.start, frame.timeMicros);
    if (frame.originalLength <= frame.end - frame.start) return;
    this.truncatedFrames++;
    this.rows[frame.point * COLUMNS + TRUNCATED]++;
  }

  /** A point inside a frame, such as the agent that a HEP frame names, gave `bytes` bytes at `timeMicros`. */
  carry(point: number, bytes: number, timeMicros: number): void {
    if (point >= this.points) this.makeRoom(point);
    const rows = this.rows;
    const at = point * COLUMNS;
    rows[at + FRAMES]++;
    rows[at + BYTES] += bytes;
    if (timeMicros < rows[at + FIRST]) rows[at + FIRST] = timeMicros;
    if (timeMicros > rows[at + LAST]) rows[at + LAST] = timeMicros;
  }

  /** One SIP message that was captured at `point`. */
  noteMessage(point: number): void {
    if (point >= this.points) this.makeRoom(point);
    this.rows[point * COLUMNS + MESSAGES]++;
  }

  noteSip(frame: Frame): void {
    this.sipFrames++;
    this.rows[frame.point * COLUMNS + SIP]++;
  }

  noteMedia(frame: Frame): void {
    this.mediaFrames++;
    this.rows[frame.point * COLUMNS + MEDIA]++;
  }

  noteHeld(frame: Frame): void {
    this.heldFrames++;
    this.rows[frame.point * COLUMNS + HELD]++;
  }

  /** One frame ends under `reason`. */
  note(reason: number, frame: Frame): void {
    this.counts[reason]++;
    if (frame.point >= this.points) this.makeRoom(frame.point);
    this.rows[frame.point * COLUMNS + REASONS + reason]++;
    if (this.samples[reason].length < SAMPLES_A_REASON) {
      this.samples[reason].push({
        segment: frame.segment,
        frameNumber: frame.number,
        timeMicros: frame.timeMicros,
        point: frame.point,
        offset: frame.offset,
        length: frame.end - frame.start,
        originalLength: frame.originalLength,
        linkType: frame.linkType,
      });
    }
  }

  /** `frames` frames that were held end under `reason`; they count at the point of the first. */
  noteGivenUp(reason: number, frames: number, first: SampleFrame): void {
    // Those that were held before these counters began are none of theirs.
    const known = Math.min(frames, this.heldFrames);
    if (known === 0) return;
    this.counts[reason] += known;
    this.heldFrames -= known;
    if (first.point >= this.points) this.makeRoom(first.point);
    const at = first.point * COLUMNS;
    this.rows[at + HELD] -= known;
    this.rows[at + REASONS + reason] += known;
    if (this.samples[reason].length < SAMPLES_A_REASON) this.samples[reason].push(first);
  }

  /** `frames` frames at `point` that counted under `reason` were SIP after all, or `now` is their reason. */
  takeBack(reason: number, frames: number, point: number, now?: number): void {
    if (point >= this.points) this.makeRoom(point);
    const at = point * COLUMNS;
    const moved = Math.min(frames, this.counts[reason], this.rows[at + REASONS + reason]);
    this.counts[reason] -= moved;
    this.rows[at + REASONS + reason] -= moved;
    if (this.counts[reason] === 0) this.samples[reason].length = 0;
    if (now === undefined) this.sipFrames += moved;
    else this.counts[now] += moved;
    this.rows[at + (now === undefined ? SIP : REASONS + now)] += moved;
  }

  /** `frames` frames at `point` that counted under `reason` were media after all. */
  turnToMedia(reason: number, frames: number, point: number): void {
    if (point >= this.points) this.makeRoom(point);
    const at = point * COLUMNS;
    const moved = Math.min(frames, this.counts[reason], this.rows[at + REASONS + reason]);
    this.counts[reason] -= moved;
    this.rows[at + REASONS + reason] -= moved;
    if (this.counts[reason] === 0) this.samples[reason].length = 0;
    this.mediaFrames += moved;
    this.rows[at + MEDIA] += moved;
  }

  /** Frames that may have been SIP and could not be read. */
  get notDecoded(): number {
    return this.counts.reduce((sum, n, reason) => sum + n * MAY_HIDE_SIP[reason], 0);
  }

  /** Frames by which somebody keeps a NAT open. */
  get keepAlives(): number {
    return this.counts[Reason.KeepAlive] + this.counts[Reason.Stun];
  }

  /** Only the reasons that happened. */
  list(): { reason: string; count: number; samples: readonly SampleFrame[] }[] {
    return NOT_DECODED.map((reason, i) => ({ reason, count: this.counts[i], samples: this.samples[i] })).filter(
      entry => entry.count > 0,
    );
  }

  /** A sample frame and the reason it stands for; undefined when no such frame is kept as a sample. */
  findSample(segment: number, frameNumber: number): { reason: string; sample: SampleFrame } | undefined {
    for (const [i, samples] of this.samples.entries()) {
      const sample = samples.find(one => one.segment === segment && one.frameNumber === frameNumber);
      if (sample !== undefined) return { reason: NOT_DECODED[i], sample };
    }
    return undefined;
  }

  /** Every point that gave something, in the order of their ids. */
  listPoints(): PointCounts[] {
    const found: PointCounts[] = [];
    for (let point = 0; point < this.points; point++) {
      const row = this.rows.subarray(point * COLUMNS, (point + 1) * COLUMNS);
      if (row[FRAMES] === 0 && row[MESSAGES] === 0) continue;
      const hasTimes = row[FRAMES] > 0;
      found.push({
        point,
        frames: row[FRAMES],
        bytes: row[BYTES],
        truncatedFrames: row[TRUNCATED],
        sipMessages: row[MESSAGES],
        sipFrames: row[SIP],
        mediaFrames: row[MEDIA],
        heldFrames: row[HELD],
        firstTime: hasTimes ? row[FIRST] : undefined,
        lastTime: hasTimes ? row[LAST] : undefined,
        notDecoded: NOT_DECODED.map((reason, i) => ({ reason, count: row[REASONS + i] })).filter(one => one.count > 0),
      });
    }
    return found;
  }

  /** Ids are dense, so rows of points in between come too. */
  private makeRoom(point: number): void {
    if (point >= this.room) {
      const rows = new Float64Array((point + 1) * 2 * COLUMNS);
      rows.set(this.rows);
      for (let at = this.room * COLUMNS; at < rows.length; at += COLUMNS) {
        rows[at + FIRST] = Number.POSITIVE_INFINITY;
        rows[at + LAST] = Number.NEGATIVE_INFINITY;
      }
      this.rows = rows;
      this.room = (point + 1) * 2;
    }
    this.points = point + 1;
  }
}
