// A capture in this process behind a CaptureHandle. Takes a source, opens and reads it at once, and announces what changed,
// at most every 100 ms and once more at the end. `worker.ts` serves this very handle through its port.

import { Capture } from '../capture.ts';
import type { Answer, AnswerArguments, AnswerName, Answers } from '../model/answers.ts';
import type {
  CallDetail,
  CallPart,
  CallSummary,
  CaptureHealth,
  CaptureProgress,
  FrameDetail,
  ListAnswer,
  ListQuery,
  MessageDetail,
} from '../model/report.ts';
import type { Millis } from '../model/time.ts';
import { NOTHING_READ } from './nothing-read.ts';
import type { CaptureChange, CaptureHandle, CaptureSource } from './protocol.ts';
import { closedRefusal, plainRefusal, toRefusal } from './refusal.ts';

const ANNOUNCE_EVERY: Millis = 100;
/** Whoever asked so lately will ask again: a hand that scrolls does so every 20 ms. */
const ASKING_FOR: Millis = 100;

/** What is needed of an open capture; `Capture` of `capture.ts` is one. */
export interface OpenedCapture {
  /** Reads to the end in slices, yielding between them; stops early after `close()`. */
  read(onSlice: () => void): Promise<void>;
  progress(): CaptureProgress;
  /** Since the last call; undefined when there are more than 10,000. */
  takeChangedLegs(): number[] | undefined;
  /** Must not hold up other questions for long. */
  listInSlices(query: ListQuery): Promise<ListAnswer>;
  call(leg: number): CallDetail | undefined;
  /** Its summary and these parts of it, else all. */
  callParts(leg: number, parts?: ReadonlySet<CallPart>): { readonly call: CallSummary } | undefined;
  message(index: number): MessageDetail | undefined;
  /** Of the index of now. */
  readonly answers: Answers;
  health(): CaptureHealth;
  /** A sample frame; throws SegmentError when its bytes are not there any more. */
  frame(id: string): FrameDetail | undefined;
  /** TLS secrets in SSLKEYLOGFILE format; gives how many were new. */
  addKeys(text: string): number;
  /** Makes in idle time what first questions would wait for; gives way while somebody asks. Resolves early after `close()`. */
  prepare(isSomebodyAsking: () => boolean): Promise<void>;
  /** Forgets what was read and goes on with what comes. */
  clear(): void;
  /** What is there is read to its end, then `read` resolves. */
  endFollowing(): void;
  close(): Promise<void>;
}

/** Rejects with an Error that carries `code` and `hint` when the source is unusable. */
export type OpenCapture = (source: CaptureSource) => Promise<OpenedCapture>;

/** Opens a capture in this process. An unusable source shows as progress `failed` and in every answer. */
export function openLocal(source: CaptureSource, open: OpenCapture = openCapture): CaptureHandle {
  return new LocalCapture(source, open);
}

const openCapture: OpenCapture = source => Capture.open(source);

class LocalCapture implements CaptureHandle {
  readonly id: string;
  readonly paths: readonly string[];
  readonly #opening: Promise<OpenedCapture>;
  readonly #listeners = new Set<(change: CaptureChange) => void>();
  #capture: OpenedCapture | undefined;
  #failure: CaptureProgress['error'];
  #closing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #announcedAt: Millis = Number.NEGATIVE_INFINITY;
  /** The last question. */
  #askedAt: Millis = Number.NEGATIVE_INFINITY;
  /** Generation that was prepared last. */
  #prepared = -1;

  constructor(source: CaptureSource, open: OpenCapture) {
    this.id = source.id;
    this.paths = source.paths;
    this.#opening = open(source);
    void this.#run();
  }

  progress(): CaptureProgress {
    const progress = this.#capture?.progress() ?? NOTHING_READ;
    return this.#failure === undefined ? progress : { ...progress, state: 'failed', error: this.#failure };
  }

  async list(query: ListQuery): Promise<ListAnswer> {
    return (await this.#opened()).listInSlices(query);
  }

  async call(leg: number): Promise<CallDetail | undefined> {
    return (await this.#opened()).call(leg);
  }

  async callText(leg: number, parts?: readonly CallPart[]): Promise<string | undefined> {
    const answer = (await this.#opened()).callParts(leg, parts && new Set(parts));
    return answer && JSON.stringify(answer);
  }

  async message(index: number): Promise<MessageDetail | undefined> {
    return (await this.#opened()).message(index);
  }

  async ask<Name extends AnswerName>(name: Name, ...given: AnswerArguments<Name>): Promise<Answer<Name>> {
    const { answers } = await this.#opened();
    // TypeScript cannot see that the arguments of a name belong to the method of that name.
    const method = answers[name] as (...given: unknown[]) => Answer<Name> | Promise<Answer<Name>>;
    try {
      return await method.apply(answers, given);
    } catch (error) {
      throw toRefusal(error);
    }
  }

  async health(): Promise<CaptureHealth> {
    return (await this.#opened()).health();
  }

  async frame(id: string): Promise<FrameDetail | undefined> {
    const capture = await this.#opened();
    try {
      return capture.frame(id);
    } catch (error) {
      throw toRefusal(error);
    }
  }

  async addKeys(text: string): Promise<number> {
    const added = (await this.#opened()).addKeys(text);
    // What waited for them is readable now.
    this.#touch();
    return added;
  }

  async clear(): Promise<void> {
    (await this.#opened()).clear();
    this.#touch();
  }

  async endFollowing(): Promise<void> {
    (await this.#opened()).endFollowing();
  }

  onChange(listener: (change: CaptureChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    this.#closing ??= this.#shut();
    return this.#closing;
  }

  async #opened(): Promise<OpenedCapture> {
    if (this.#closing !== undefined) throw closedRefusal(this.id);
    this.#askedAt = performance.now();
    try {
      return await this.#opening;
    } catch (error) {
      throw toRefusal(error);
    }
  }

  /** Never rejects: what goes wrong becomes the state of the capture. What was read before it stays answerable. */
  async #run(): Promise<void> {
    try {
      this.#capture = await this.#opening;
      if (this.#closing === undefined) await this.#capture.read(() => this.#touch());
    } catch (error) {
      this.#failure = plainRefusal(toRefusal(error));
    }
    this.#announce();
  }

  #touch(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#announcedAt + ANNOUNCE_EVERY - performance.now();
    if (wait <= 0) this.#announce();
    else this.#timer = setTimeout(() => this.#announce(), wait);
  }

  #announce(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#closing !== undefined) return;
    this.#announcedAt = performance.now();
    const change = {
      progress: this.progress(),
      legs: this.#capture === undefined ? [] : this.#capture.takeChangedLegs(),
    };
    for (const listener of this.#listeners) listener(change);
    void this.#prepare();
  }

  /** Once a generation, when what was there has been read: legs that come later are few at a time. */
  async #prepare(): Promise<void> {
    const capture = this.#capture;
    const { state, generation } = this.progress();
    if (capture === undefined || generation === this.#prepared || (state !== 'ready' && state !== 'live')) return;
    this.#prepared = generation;
    await capture.prepare(() => performance.now() - this.#askedAt < ASKING_FOR);
  }

  async #shut(): Promise<void> {
    clearTimeout(this.#timer);
    this.#listeners.clear();
    // A source that could not be opened holds nothing; that it failed was said in its progress.
    const capture = await this.#opening.catch(() => undefined);
    await capture?.close();
  }
}
