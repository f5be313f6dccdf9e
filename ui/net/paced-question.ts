// One question that is asked again while its answer may change: at once when its reader wants something else, then at most once a while
// and never more than a fifth of the time. One at a time. Knows no page; who makes it says what is wanted and what becomes of answers.

import type { Millis } from '../../server/wire/types.ts';

/** After an answer that took t, the next question waits 4·t. */
const PAUSE_FACTOR = 4;

/** `view` is what a reader would call the same question, `query` how it is asked now. */
export interface QuestionKey {
  readonly view: string;
  readonly query: string;
}

export interface Question<Key extends QuestionKey, Answer> {
  /** At least so long between two answers about the same. */
  readonly refresh: Millis;
  /** What is wanted now, and what was asked last. */
  readonly wanted: () => Key | undefined;
  readonly asked: () => Key | undefined;
  readonly ask: (query: string) => Promise<Answer>;
  readonly onAsked: (key: Key) => void;
  readonly onAnswer: (key: Key, answer: Answer) => void;
  readonly onRefused: (key: Key, error: unknown) => void;
}

export class PacedQuestion<Key extends QuestionKey, Answer> {
  private readonly question: Question<Key, Answer>;
  private readonly wait: (run: () => void, ms: number) => void;
  private readonly now: () => Millis;
  private isBusy = false;
  private isGrown = false;
  private isWaiting = false;
  private notBefore: Millis = 0;

  constructor(question: Question<Key, Answer>, wait: (run: () => void, ms: number) => void, now: () => Millis) {
    this.question = question;
    this.wait = wait;
    this.now = now;
  }

  /** Asks when something is wanted that is neither here nor on its way. */
  sync(): void {
    const wanted = this.question.wanted();
    if (wanted === undefined || this.isBusy) return;
    const asked = this.question.asked();
    if (asked?.view !== wanted.view) this.ask(wanted);
    else if (this.isGrown || asked.query !== wanted.query) this.askLater(wanted);
  }

  /** The answer may be another by now. */
  refresh(): void {
    this.isGrown = true;
    this.sync();
  }

  private askLater(wanted: Key): void {
    const pause = this.notBefore - this.now();
    if (pause <= 0) this.ask(wanted);
    else if (!this.isWaiting) {
      this.isWaiting = true;
      this.wait(() => {
        this.isWaiting = false;
        this.sync();
      }, pause);
    }
  }

  private ask(key: Key): void {
    const { question } = this;
    this.isBusy = true;
    this.isGrown = false;
    const since = this.now();
    question.onAsked(key);
    const done = (): void => {
      this.isBusy = false;
      this.notBefore = this.now() + Math.max(question.refresh, PAUSE_FACTOR * (this.now() - since));
    };
    question.ask(key.query).then(
      answer => {
        done();
        question.onAnswer(key, answer);
        this.sync();
      },
      (error: unknown) => {
        done();
        question.onRefused(key, error);
        this.sync();
      },
    );
  }
}
