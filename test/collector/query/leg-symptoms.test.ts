import { describe, expect, test } from 'vitest';
import type { LegFacts, TransactionFacts } from '../../../collector/findings/facts.ts';
import { Symptom } from '../../../collector/findings/symptoms.ts';
import { symptomsOf } from '../../../collector/query/leg-symptoms.ts';
import { CORPUS, capturesIn, FIXTURES, readWithKeys } from '../../support/captures.ts';
import { answeredCall, HEALTHY_LEGS } from '../../support/healthy-legs.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

/** Names of the symptoms of the first leg. */
function symptoms(t: Trace): string[] {
  const bits = symptomsOf(t.store, t.store.legs[0]);
  return Object.entries(Symptom).flatMap(([name, bit]) => (bit !== 0 && bits & bit ? [name] : []));
}

describe('healthy legs have none', () => {
  test.each<readonly [string, Trace]>([
    ...HEALTHY_LEGS,
    [
      'a call given up',
      trace()
        .request('INVITE')
        .response(180, 'INVITE', { toTag: 'b' })
        .request('CANCEL', { branch: 'z9hG4bK-INVITE-1' })
        .response(200, 'CANCEL', { branch: 'z9hG4bK-INVITE-1' })
        .response(487, 'INVITE', { toTag: 'b' }),
    ],
  ])('%s', (_, t) => {
    expect(symptoms(t)).toEqual([]);
  });
});

describe('what is wrong shows', () => {
  const challenged = { cseq: 2, headers: ['Authorization: Digest x'] };
  test.each<[string, Trace, string[]]>([
    [
      'a request sent again',
      trace().request('INVITE').request('INVITE', { at: 500 }),
      ['Unanswered', 'Retransmission'],
    ],
    ['a timer that passed', trace().request('OPTIONS').wait(40_000), ['Unanswered']],
    ['no ACK', trace().request('INVITE').response(200, 'INVITE', { toTag: 'b' }).wait(40_000), ['AckMissing']],
    [
      'no answer to BYE',
      answeredCall().request('BYE', { toTag: 'b', cseq: 2 }).wait(40_000),
      ['Unanswered', 'ByeUnanswered'],
    ],
    [
      'credentials refused',
      trace().request('REGISTER', challenged).response(401, 'REGISTER', challenged),
      ['Challenged'],
    ],
    ['a challenge that nothing follows', trace().request('INVITE').response(407, 'INVITE').finish(), ['Challenged']],
    ['404', trace().request('INVITE').response(404, 'INVITE', { toTag: 'b' }), ['Unknown']],
    ['488', trace().request('INVITE').response(488, 'INVITE', { toTag: 'b' }), ['NotAcceptable']],
    ['483', trace().request('INVITE').response(483, 'INVITE', { toTag: 'b' }), ['Loop']],
    [
      '491',
      answeredCall().request('INVITE', { toTag: 'b', cseq: 2 }).response(491, 'INVITE', { toTag: 'b', cseq: 2 }),
      ['Glare'],
    ],
    ['422', trace().request('INVITE').response(422, 'INVITE', { toTag: 'b' }), ['IntervalTooSmall']],
    [
      '481',
      answeredCall().request('BYE', { toTag: 'b', cseq: 2 }).response(481, 'BYE', { toTag: 'b', cseq: 2 }),
      ['NoSuchDialog'],
    ],
    ['503', trace().request('INVITE').response(503, 'INVITE', { toTag: 'b' }), ['ServerError']],
    ['420', trace().request('INVITE').response(420, 'INVITE', { toTag: 'b' }), ['Refused']],
    ['a large request', trace().request('INVITE', { body: 'x'.repeat(1300) }), ['LargeRequest']],
    [
      'a request that comes back',
      trace()
        .request('INVITE')
        .request('INVITE', { from: '10.0.0.2:5060', to: '10.0.0.1:5060', via: ['p', 'ua'], branch: 'z9hG4bK-2' })
        .request('INVITE', { via: ['q', 'p', 'ua'], branch: 'z9hG4bK-3' }),
      ['Loop'],
    ],
    [
      'two answers of a fork',
      trace().request('INVITE').response(200, 'INVITE', { toTag: 'b' }).response(200, 'INVITE', { toTag: 'c' }),
      ['AnsweredTwice'],
    ],
    [
      'a CANCEL that lost',
      trace()
        .request('INVITE')
        .request('CANCEL', { branch: 'z9hG4bK-INVITE-1' })
        .response(200, 'CANCEL', { branch: 'z9hG4bK-INVITE-1' })
        .response(200, 'INVITE', { toTag: 'b' }),
      ['CancelAnswered'],
    ],
    [
      'REFER',
      answeredCall().request('REFER', { toTag: 'b', cseq: 2 }).response(202, 'REFER', { toTag: 'b', cseq: 2 }),
      ['Refer'],
    ],
    ['a fault', trace().request('INVITE', { headers: ['no colon'] }), ['Malformed']],
    [
      'a session timer that nothing renews',
      trace()
        .request('INVITE')
        .response(200, 'INVITE', { at: 1000, toTag: 'b', headers: ['Session-Expires: 90'] })
        .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' })
        .request('BYE', { at: 61_000, toTag: 'b', cseq: 2 })
        .response(200, 'BYE', { toTag: 'b', cseq: 2 }),
      ['SessionTimer'],
    ],
    ['a late start', trace().response(200, 'INVITE', { toTag: 'b' }), ['Incomplete']],
  ])('%s', (_, t, names) => {
    expect(symptoms(t)).toEqual(names);
  });

  test('frames that were lost while it lived', () => {
    const t = answeredCall();
    t.tracker.noteCaptureLoss(3, EPOCH, EPOCH + 10_000, 'eth0');
    expect(symptoms(t)).toEqual(['Incomplete']);
  });
});

/** What the transactions of a leg show, told from facts instead of columns: the plain twin of `symptomsOf`. */
function shownBy(leg: LegFacts): number {
  return leg.transactions.reduce((bits, transaction, at) => bits | shownByOne(leg, transaction, at), 0);
}

function shownByOne(leg: LegFacts, transaction: TransactionFacts, at: number): number {
  const { method, cseq, hops, request, provisional, finalCode, hasCredentials } = transaction;
  const sent = leg.messages[request];
  const isSilent = finalCode === 0 && provisional < 0 && (transaction.timerExpired || transaction.retransmissions > 0);
  const cameBy = leg.transactions
    .slice(Math.max(0, at - 12), at)
    .some(
      older =>
        older.cseq === cseq &&
        older.method === method &&
        older.hops !== hops &&
        older.request >= 0 &&
        older.source === transaction.source &&
        older.destination === transaction.destination,
    );
  return (
    (sent !== undefined && isSilent ? Symptom.Unanswered : 0) |
    (sent !== undefined && sent.length > 1300 && sent.transport === 'UDP' ? Symptom.LargeRequest : 0) |
    (sent !== undefined && cameBy ? Symptom.Loop : 0) |
    (hasCredentials && [401, 403, 407, 494].includes(finalCode) ? Symptom.Challenged : 0) |
    (method === 'REFER' && finalCode >= 200 ? Symptom.Refer : 0) |
    (finalCode >= 500 && finalCode < 600 ? Symptom.ServerError : 0) |
    ([403, 404, 410, 416, 484, 485, 604].includes(finalCode) ? Symptom.Unknown : 0) |
    ([406, 415, 488, 606].includes(finalCode) ? Symptom.NotAcceptable : 0)
  );
}

test('nothing is overlooked in any capture', { timeout: 120_000 }, async () => {
  let shown = 0;
  for (const path of [...capturesIn(FIXTURES), ...capturesIn(CORPUS)]) {
    const { answers } = await readWithKeys(path);
    for (let number = 0; ; number++) {
      const facts = answers.factsOf(number);
      if (facts === undefined) break;
      const expected = shownBy(facts);
      shown |= expected;
      expect(facts.symptoms & expected, `${path}, leg ${number}`).toBe(expected);
    }
  }
  // The captures show each of them at least once, so that this test has something to see.
  const { Unanswered, LargeRequest, Loop, Challenged, Refer, ServerError, Unknown, NotAcceptable } = Symptom;
  const all = Unanswered | LargeRequest | Loop | Challenged | Refer | ServerError | Unknown | NotAcceptable;
  expect(shown).toBe(all);
});
