import { expect, test } from 'vitest';
import type { KpiQuery } from '../../../collector/model/kpi.ts';
import { kpiSteps } from '../../../collector/query/kpi.ts';
import { KpiBook, KpiEntry, KpiRow } from '../../../collector/query/kpi-book.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import {
  answered,
  answers,
  hangsUp,
  invited,
  refused,
  refusedWith,
  rings,
  type Story,
} from '../../support/kpi-stories.ts';
import { EPOCH, type MessageOptions, type Trace, trace } from '../../support/trace.ts';

const MINUTE = 60_000_000;
const QUERIES: readonly KpiQuery[] = [
  {},
  { bucket: MINUTE },
  { bucket: MINUTE / 4, group: 'code' },
  { from: EPOCH + MINUTE, to: EPOCH + 3 * MINUTE, bucket: MINUTE },
];

/** What a book that knows all earlier questions answers is what one that knows nothing does. */
function expectSame(t: Trace, book: KpiBook, isOver = false): void {
  const sources = kpiSources(t, isOver);
  for (const query of QUERIES) {
    expect(atOnce(kpiSteps(sources, query, book))).toEqual(atOnce(kpiSteps(sources, query)));
  }
}

const challengedAndLeft: Story = (t, callId, at) => {
  invited(t, callId, at);
  refused(t, callId, at, 407, 40);
};
const challengedThenAnswered: Story = (t, callId, at) => {
  challengedAndLeft(t, callId, at);
  invited(t, callId, at + 60, { cseq: 2 });
  answers(t, callId, at, 1500, { cseq: 2 });
  hangsUp(t, callId, at, 100_000);
};
const unacknowledged: Story = (t, callId, at) => {
  invited(t, callId, at);
  t.response(200, 'INVITE', { callId, at: at + 500, toTag: 'b' });
};
const lateStart: Story = (t, callId, at) => hangsUp(t, callId, at, 0);
const callIdReused: Story = (t, callId, at) => {
  refusedWith(486)(t, callId, at);
  invited(t, callId, at + 50_000, { fromTag: 'a2', branch: 'z9hG4bK-again' });
  rings(t, callId, at + 50_000, 300, { fromTag: 'a2', branch: 'z9hG4bK-again' });
};
const byeUnanswered: Story = (t, callId, at) => {
  invited(t, callId, at);
  answers(t, callId, at, 500);
  t.request('BYE', { callId, at: at + 2500, toTag: 'b', cseq: 2 });
};
const registered: Story = (t, callId, at) => {
  for (const [cseq, code, later] of [
    [1, 401, 0],
    [2, 200, 100],
    [3, 200, 60_000],
    [4, 401, 130_000],
  ]) {
    t.request('REGISTER', { callId, cseq, at: at + later });
    t.response(code, 'REGISTER', { callId, cseq, at: at + later + 20 });
  }
};
const STORIES = [
  answered,
  refusedWith(503),
  challengedAndLeft,
  challengedThenAnswered,
  unacknowledged,
  lateStart,
  callIdReused,
  byeUnanswered,
  registered,
];

/** All stories side by side, each some seconds after the one before, message by message. */
function sideBySide(): ((t: Trace) => void)[] {
  const steps: { readonly at: number; readonly tell: (t: Trace) => void }[] = [];
  STORIES.forEach((story, i) => {
    const take = (tell: (t: Trace) => void, { at = 0 }: MessageOptions): void => {
      steps.push({ at, tell });
    };
    const scribe = {
      request: (method: string, options: MessageOptions) => take(t => t.request(method, options), options),
      response: (code: number, method: string, options: MessageOptions) =>
        take(t => t.response(code, method, options), options),
    };
    story(scribe, `call-${i}`, i * 7000);
  });
  return steps.sort((a, b) => a.at - b.at).map(({ tell }) => tell);
}

test('asked after each message, and while time passes, it answers as if it were asked for the first time', () => {
  const t = trace();
  const book = new KpiBook(t.store);
  for (const tell of sideBySide()) {
    tell(t);
    expectSame(t, book);
  }
  expectSame(t, book, true);
  for (let second = 0; second <= 240; second += 15) {
    t.wait(200_000 + second * 1000);
    expectSame(t, book);
  }
  expectSame(t, book, true);
});

test('legs that nothing can change any more are not looked at again', () => {
  const t = trace();
  answered(t, 'a', 0);
  t.wait(100_000);
  const book = new KpiBook(t.store);
  const look = () => atOnce(book.advance({ clock: t.tracker.clock, isOver: false }));
  look();
  const entry = new KpiEntry(book).moveTo(0);
  expect(entry).toMatchObject({ outcome: 'answered', code: 200, session: { state: 'completed' } });
  book.code[0] = 299;
  look();
  expect(entry.code).toBe(299);
  t.response(200, 'BYE', { callId: 'a', toTag: 'b', cseq: 9, at: 101_000 });
  look();
  expect(entry.code).toBe(200);
});

test('many legs, and many attempts of one', () => {
  const t = trace();
  for (let cseq = 1; cseq <= 1500; cseq++) t.request('REGISTER', { cseq }).response(200, 'REGISTER', { cseq });
  for (let i = 0; i < 1500; i++) refusedWith(486)(t, `c${i}`, 0);
  lateStart(t, 'late', 0);
  const book = new KpiBook(t.store);
  atOnce(book.advance({ clock: t.tracker.clock, isOver: false }));
  const kinds = Array.from(book.kind.subarray(0, book.count));
  expect(
    [KpiRow.Call, KpiRow.Registration, KpiRow.LateStart].map(kind => kinds.filter(one => one === kind).length),
  ).toEqual([1500, 1500, 1]);
});

test('attempts of a leg whose outcome is known, for other questions', () => {
  const t = trace();
  answered(t, 'a', 0);
  refusedWith(486)(t, 'b', 0);
  invited(t, 'open', 0);
  t.request('REGISTER', { callId: 'r' }).response(200, 'REGISTER', { callId: 'r' });
  const book = new KpiBook(t.store);
  expect(book.settledAttempts(t.store.legs[0])).toEqual({ attempts: 0, answered: 0 });
  atOnce(book.advance({ clock: t.tracker.clock, isOver: false }));
  expect(t.store.legs.map(leg => book.settledAttempts(leg))).toEqual([
    { attempts: 1, answered: 1 },
    { attempts: 1, answered: 0 },
    { attempts: 0, answered: 0 },
    { attempts: 0, answered: 0 },
  ]);
});
