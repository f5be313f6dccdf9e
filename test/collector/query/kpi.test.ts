import { describe, expect, test } from 'vitest';
import type { CallFigures, KpiQuery, KpiReport, RegistrationFigures } from '../../../collector/model/kpi.ts';
import { kpiOf, kpiSteps } from '../../../collector/query/kpi.ts';
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
  rungThen,
  type Story,
} from '../../support/kpi-stories.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

function kpi(t: Trace, query: KpiQuery = {}, isOver = false): KpiReport {
  const answer = atOnce(kpiSteps(kpiSources(t, isOver), query));
  if ('error' in answer) throw new Error(answer.error.message);
  return answer;
}

/** One story after the other, a minute apart, and the figures when a minute later all is over. */
function figuresOf(stories: readonly Story[]): KpiReport {
  const t = trace();
  stories.forEach((story, i) => {
    story(t, `call-${i}`, i * 60_000);
    t.wait((i + 1) * 60_000);
  });
  return kpi(t, {}, true);
}

const challengedThenAnswered: Story = (t, callId, at) => {
  invited(t, callId, at);
  refused(t, callId, at, 407, 40);
  invited(t, callId, at + 60, { cseq: 2 });
  rings(t, callId, at, 200, { cseq: 2 });
  answers(t, callId, at, 1500, { cseq: 2 });
  hangsUp(t, callId, at, 4500);
};
const redirectedThenAnswered: Story = (t, callId, at) => {
  invited(t, callId, at);
  refused(t, callId, at, 302, 40);
  invited(t, callId, at + 60, { cseq: 2 });
  answers(t, callId, at, 800, { cseq: 2 });
  hangsUp(t, callId, at, 2800);
};
const timedOut: Story = (t, callId, at) => {
  t.request('INVITE', { callId, at });
  t.request('INVITE', { callId, at: at + 500 });
};
const stillRinging: Story = (t, callId, at) => {
  invited(t, callId, at);
  rings(t, callId, at, 100);
};
const stillUp: Story = (t, callId, at) => {
  invited(t, callId, at);
  answers(t, callId, at, 500);
};
const beganBefore: Story = (t, callId, at) => {
  hangsUp(t, callId, at, 0);
};
const reInviteFailed: Story = (t, callId, at) => {
  invited(t, callId, at);
  answers(t, callId, at, 500);
  t.request('INVITE', { callId, at: at + 2000, toTag: 'b', cseq: 2 });
  refused(t, callId, at, 488, 2050, { cseq: 2 });
  hangsUp(t, callId, at, 5500);
};
const callIdReused: Story = (t, callId, at) => {
  refusedWith(486)(t, callId, at);
  const again = { fromTag: 'a2', branch: 'z9hG4bK-again' };
  invited(t, callId, at + 1000, again);
  answers(t, callId, at + 1000, 300, again);
  hangsUp(t, callId, at + 1000, 2300, again);
};
const forkedAndAnswered: Story = (t, callId, at) => {
  invited(t, callId, at);
  rings(t, callId, at, 100, { toTag: 'b1' });
  rings(t, callId, at, 150, { toTag: 'b2' });
  answers(t, callId, at, 900, { toTag: 'b2' });
  hangsUp(t, callId, at, 3900, { toTag: 'b2' });
};
const retransmitted: Story = (t, callId, at) => {
  t.request('INVITE', { callId, at });
  t.request('INVITE', { callId, at: at + 500 });
  t.response(486, 'INVITE', { callId, at: at + 600, toTag: 'b' });
  t.response(486, 'INVITE', { callId, at: at + 1100, toTag: 'b' });
};
const byeUnanswered: Story = (t, callId, at) => {
  invited(t, callId, at);
  answers(t, callId, at, 500);
  t.request('BYE', { callId, at: at + 2500, toTag: 'b', cseq: 2 });
};

type Expected = Partial<CallFigures>;

/** Story → figures; the arithmetic is in the comment of each row. */
const CASES: readonly (readonly [string, readonly Story[], Expected])[] = [
  // 1 of 1 answered and completed.
  ['an answered call', [answered], { attempts: 1, answered: 1, ser: 1, seer: 1, isa: 0, scr: 1, asr: 1, ner: 1 }],
  // busy: effective (SEER 1/1, NER 1/1), not established (SER 0/1).
  ['a busy one', [refusedWith(486)], { attempts: 1, ser: 0, seer: 1, isa: 0, scr: 0, asr: 0, ner: 1 }],
  ['a busy everywhere one', [refusedWith(600)], { ser: 0, seer: 1, isa: 0, asr: 0, ner: 1 }],
  // 480: nobody there; the network did its work.
  ['one that nobody takes: 480', [rungThen(480)], { ser: 0, seer: 1, isa: 0, asr: 0, ner: 1 }],
  // 408 after an 18x: ineffective, ISA 1/1; NER 0/1.
  ['one that nobody takes: 408', [rungThen(408)], { ser: 0, seer: 0, isa: 1, asr: 0, ner: 0 }],
  // 487 after an 18x: ring no answer. NER 1/1, SEER 0/1: RFC 6076 does not count it.
  ['one given up while it rang', [rungThen(487)], { ser: 0, seer: 0, isa: 0, asr: 0, ner: 1 }],
  // 487 before an 18x: nobody heard it ring.
  ['one given up before it rang', [refusedWith(487)], { ser: 0, seer: 0, isa: 0, asr: 0, ner: 0 }],
  ['one refused with 500', [refusedWith(500)], { ser: 0, seer: 0, isa: 1, asr: 0, ner: 0 }],
  ['one refused with 503', [refusedWith(503)], { ser: 0, seer: 0, isa: 1, asr: 0, ner: 0 }],
  ['one refused with 504', [refusedWith(504)], { ser: 0, seer: 0, isa: 1, asr: 0, ner: 0 }],
  // 404 is neither effective nor ineffective.
  ['an unknown number', [refusedWith(404)], { attempts: 1, ser: 0, seer: 0, isa: 0, asr: 0, ner: 0, scr: 0 }],
  ['a declined one', [refusedWith(603)], { ser: 0, seer: 1, isa: 0, asr: 0, ner: 1 }],
  // redirected: (attempts − redirected) = 0, so SER and SEER are null; of attempts: 0/1.
  [
    'a redirected one',
    [refusedWith(302)],
    { attempts: 1, redirected: 1, ser: null, seer: null, isa: 0, asr: 0, ner: 0 },
  ],
  // 302 and INVITE again: one attempt, answered: redirected 0.
  [
    'one redirected, then answered',
    [redirectedThenAnswered],
    { attempts: 1, redirected: 0, answered: 1, ser: 1, scr: 1, asr: 1 },
  ],
  ['one challenged, then answered', [challengedThenAnswered], { attempts: 1, answered: 1, ser: 1, scr: 1, asr: 1 }],
  // 407 and nothing after: an attempt that failed, neither effective nor ineffective.
  ['one challenged and given up', [refusedWith(407)], { attempts: 1, ser: 0, seer: 0, isa: 0, asr: 0, ner: 0 }],
  ['a forked one', [forkedAndAnswered], { attempts: 1, answered: 1, ser: 1, scr: 1 }],
  // No response at all: ISA 1/1.
  ['one without any answer', [timedOut], { attempts: 1, answered: 0, ser: 0, isa: 1, ner: 0 }],
  // In progress: no attempt yet, every ratio 0/0.
  [
    'one that still rings',
    [stillRinging],
    { attempts: 0, inProgress: 1, ser: null, seer: null, isa: null, scr: null, asr: null, ner: null },
  ],
  // Answered, end unknown: SER 1/1; SCR 0/(1 − 1).
  ['one that is still up', [stillUp], { attempts: 1, sessionsUp: 1, ser: 1, asr: 1, scr: null }],
  // The INVITE was not seen: nothing is counted.
  ['one that began before the capture', [beganBefore], { attempts: 0, inProgress: 0, ser: null, asr: null }],
  // A failed re-INVITE changes nothing.
  ['one with a refused re-INVITE', [reInviteFailed], { attempts: 1, answered: 1, ser: 1, isa: 0, scr: 1 }],
  // One Call-ID, two From tags: 486 and 200.
  ['a Call-ID used twice', [callIdReused], { attempts: 2, answered: 1, ser: 0.5, seer: 1, asr: 0.5, ner: 1, scr: 0.5 }],
  ['retransmissions', [retransmitted], { attempts: 1, ser: 0, seer: 1, ner: 1 }],
  // The BYE's answer never came: established, not completed.
  ['one whose BYE is lost', [byeUnanswered], { attempts: 1, answered: 1, ser: 1, asr: 1, completed: 0, scr: 0 }],
  // attempts 8 (one rings): answered 2, redirected 1, effective 486 and 603, ineffective 503, 487 after 18x, 404.
  // SER 2/7, SEER 4/7, ISA 1/8, SCR 2/8, ASR 2/8, NER (2+2+1)/8.
  [
    'a mixture',
    [
      answered,
      challengedThenAnswered,
      refusedWith(302),
      refusedWith(486),
      refusedWith(603),
      refusedWith(503),
      rungThen(487),
      refusedWith(404),
      stillRinging,
    ],
    {
      attempts: 8,
      inProgress: 1,
      answered: 2,
      redirected: 1,
      ser: 2 / 7,
      seer: 4 / 7,
      isa: 1 / 8,
      scr: 2 / 8,
      asr: 2 / 8,
      ner: 5 / 8,
    },
  ],
];

describe('key figures of', () => {
  test.each(CASES)('%s', (_, stories, expected) => {
    expect(figuresOf(stories).calls).toMatchObject(expected);
  });

  test('a call whose beginning was not seen say so', () => {
    expect(figuresOf([beganBefore, answered])).toMatchObject({ lateStarts: 1, calls: { attempts: 1 } });
  });

  test('an empty capture are null, and have no times', () => {
    const report = kpi(trace());
    expect(report).toMatchObject({ calls: { attempts: 0, ser: null, acd: null }, traffic: { messages: 0 } });
    expect(report).not.toHaveProperty('from');
  });
});

test('delays of several calls: nearest rank, and the mean of talk times', () => {
  // PDD 100, 200, 740 (answer without 18x: 800 − 0); failures 200; talk 10 s, 3 s, 2 s: ACD 5 s.
  const { calls } = figuresOf([answered, challengedThenAnswered, redirectedThenAnswered, refusedWith(486)]);
  expect(calls).toMatchObject({
    srd: { count: 3, p50: 200, p95: 800, p99: 800 },
    pdd: { count: 3, p50: 200 },
    srdFailed: { count: 1, p50: 200 },
    sdt: { count: 3, p50: 3000, p99: 10_000 },
    acd: 5000,
    sdd: { count: 3, p50: 20 },
  });
});

test('figures of registrations', () => {
  const t = trace();
  const register = (callId: string, at: number, ...codes: readonly number[]): void => {
    codes.forEach((code, i) => {
      t.request('REGISTER', { callId, cseq: i + 1, at: at + i * 100 });
      t.response(code, 'REGISTER', { callId, cseq: i + 1, at: at + i * 100 + 40 });
    });
  };
  register('good', 0, 401, 200);
  register('bad', 1000, 401, 403);
  register('gone', 2000, 401);
  register('short', 3000, 423, 200);
  t.request('REGISTER', { callId: 'lost', at: 4000 }).wait(40_000);
  t.request('REGISTER', { callId: 'open', at: 40_000 });
  // 5 attempts: two succeeded after 140 ms, 403 and a timeout ineffective, one challenged in vain; one is open. IRA 2/5.
  const expected: Partial<RegistrationFigures> = {
    attempts: 5,
    inProgress: 1,
    succeeded: 2,
    ineffective: 2,
    ira: 0.4,
    rrd: { count: 2, p50: 140, p95: 140, p99: 140 },
  };
  expect(kpi(t).registrations).toMatchObject(expected);
  expect(kpi(t).calls.attempts).toBe(0);
});

describe('over time', () => {
  const t = trace();
  answered(t, 'a', 30_000);
  refusedWith(503)(t, 'b', 61_000);
  answered(t, 'c', 185_000);

  test('an attempt counts in the minute of its first INVITE; a minute without any is there too', () => {
    const { buckets, bucket } = kpi(t, { bucket: 60_000_000 });
    expect(bucket).toBe(60_000_000);
    expect(buckets?.map(b => [b.time - EPOCH, b.calls.attempts, b.calls.asr])).toEqual([
      [0, 1, 1],
      [60_000_000, 1, 0],
      [120_000_000, 0, null],
      [180_000_000, 1, 1],
    ]);
    expect(buckets?.map(b => b.traffic.messages)).toEqual([7, 4, 0, 7]);
    expect(buckets?.[1].traffic).toMatchObject({ messagesPerSecond: 4 / 60, retransmissionRatio: 0 });
  });

  test('a range takes the attempts whose first INVITE lies in it, its end excluded', () => {
    const range = { from: EPOCH + 30_000_000, to: EPOCH + 185_000_000 };
    const report = kpi(t, range);
    expect(report).toMatchObject({ ...range, calls: { attempts: 2, attemptsPerSecond: 2 / 155 } });
    expect(report.traffic.messages).toBe(11);
  });

  test('a call that began before the range still counts among those at once', () => {
    const range = { from: EPOCH + 35_000_000, to: EPOCH + 50_000_000 };
    expect(kpi(t, range)).toMatchObject({ calls: { attempts: 0 }, concurrent: { peak: 1 } });
  });

  test('buckets become longer rather than too many', () => {
    const { bucket, buckets } = kpi(t, { bucket: 1000 });
    expect(buckets?.length).toBeLessThanOrEqual(1500);
    expect(bucket).toBe(1000 * 2 ** 7);
  });
});

describe('in groups', () => {
  const t = trace();
  answered(t, 'a', 0);
  refusedWith(503)(t, 'b', 20_000);
  t.request('INVITE', { callId: 'd', from: '10.0.0.9:5060', to: '10.0.0.2:5060', at: 40_000 });

  test('the largest comes first, with the filter that picks its legs', () => {
    const { groups, groupsOmitted } = kpi(t, { group: 'source' });
    expect(groupsOmitted).toBe(0);
    expect(groups).toMatchObject([
      { name: '10.0.0.1', filter: 'source = 10.0.0.1', calls: { attempts: 2, asr: 0.5 } },
      { name: '10.0.0.9', calls: { attempts: 0, inProgress: 1 } },
    ]);
    expect(kpi(t, { filter: groups?.[0].filter }).calls).toEqual(
      groups?.[0].calls && {
        ...groups[0].calls,
      },
    );
  });

  test.each([
    ['destination', ['10.0.0.2']],
    ['direction', ['10.0.0.1 → 10.0.0.2', '10.0.0.9 → 10.0.0.2']],
    ['code', ['200', '503', 'in progress']],
    ['transport', ['UDP']],
  ] as const)('by %s', (group, names) => {
    expect(kpi(t, { group }).groups?.map(row => row.name)).toEqual(names);
  });
});

test('a filter chooses legs; a wrong one is answered with its place', () => {
  const t = trace();
  answered(t, 'a', 0);
  refusedWith(503)(t, 'b', 20_000);
  expect(kpi(t, { filter: 'code = 503' })).toMatchObject({ calls: { attempts: 1, isa: 1 }, traffic: { messages: 4 } });
  expect(atOnce(kpiSteps(kpiSources(t), { filter: 'code == = 3' }))).toMatchObject({ error: { position: 8 } });
  expect(kpiOf(kpiSources(t), {}, leg => leg.index === 0).calls).toMatchObject({ attempts: 1, asr: 1 });
});
