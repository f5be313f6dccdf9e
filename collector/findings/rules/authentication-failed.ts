// Credentials that are not accepted (RFC 3261 §22.2): a challenge again after they answered a fresh one, or 403 to them.
//
// Not a failure: no credentials yet; `stale=true`, or a nonce of an earlier dialog, which asks to hash again (RFC 7616 §3.3);
// a challenge of another realm, by the next proxy on the way.

import type { LegFacts, TransactionFacts } from '../facts.ts';
import { type AuthFacts, challengesOf, credentialsOf } from '../header-facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, endsOf, indexes, isSuccess, times } from '../words.ts';

const CHALLENGES: readonly number[] = [401, 407, 494];
/** A phone answers a challenge at once; a person that types a password does not. */
const ANSWERS_WITHIN = 5_000_000;

export const authenticationFailed: LegRule = {
  id: 'authentication-failed',
  title: 'Credentials are not accepted',
  rfc: 'RFC 3261 §22.2',
  symptoms: Symptom.Challenged,
  check(leg) {
    const refused = leg.transactions.filter(transaction => isRefused(leg, transaction));
    const last = refused.at(-1);
    if (last === undefined) return tellUnanswered(leg);
    return hasSucceeded(leg, last) ? [] : [tellRefused(leg, refused, last)];
  },
};

function isRefused(leg: LegFacts, transaction: TransactionFacts): boolean {
  if (!transaction.hasCredentials) return false;
  const { method, finalCode, request, final, inDialog } = transaction;
  if (request < 0 || final < 0) return false;
  // 403 to an INVITE is about permissions as a rule, and `forbidden-or-unknown` tells it.
  if (finalCode === 403) return method !== 'INVITE' && !inDialog && offeredNonces(leg, transaction).length > 0;
  if (!CHALLENGES.includes(finalCode)) return false;
  const given = credentialsOf(leg.read(leg.messages[request]));
  const nonces = offeredNonces(leg, transaction);
  return challengesOf(leg.read(leg.messages[final])).some(challenge => {
    const answer = given.find(({ realm }) => realm === challenge.realm);
    return answer !== undefined && !challenge.stale && nonces.includes(answer.nonce);
  });
}

/** Nonces that this leg was challenged with before a transaction. */
function offeredNonces(leg: LegFacts, before: TransactionFacts): string[] {
  return leg.transactions
    .filter(({ finalCode, final }) => CHALLENGES.includes(finalCode) && final < before.request)
    .flatMap(({ final }) => challengesOf(leg.read(leg.messages[final])).map(({ nonce }) => nonce));
}

function hasSucceeded(leg: LegFacts, refused: TransactionFacts): boolean {
  return leg.transactions.some(
    ({ method, finalCode, final }) => method === refused.method && isSuccess(finalCode) && final > refused.final,
  );
}

function tellRefused(leg: LegFacts, refused: readonly TransactionFacts[], last: TransactionFacts): Found {
  const { method, source, destination, finalCode } = last;
  const given = credentialsOf(leg.read(leg.messages[last.request])).at(0);
  const tries = new Set(refused.map(({ cseq }) => cseq)).size;
  const isLoop = tries >= 3;
  const who = given === undefined ? '' : ` for user "${given.username}" in realm "${given.realm}"`;
  return {
    severity: 'error',
    message:
      `${destination} refused the credentials of ${source}${who} with ${finalCode}` +
      (tries > 1 ? `, ${times(tries)}.` : '.') +
      (isLoop ? ' The client tries the same again and again.' : '') +
      algorithmWords(leg, last, given),
    evidence: indexes(refused.flatMap(one => endsOf(leg, one))),
    confidence: finalCode === 403 ? 'medium' : 'high',
    unknown: 'Whether the password, the user name or the realm is wrong: only a hash of them is sent.',
    next:
      `Compare user name, password and realm of ${source} with the account on ${destination} for this ${method}.` +
      (isLoop ? ' Let the client stop after two tries: servers take it for an attack.' : ''),
  };
}

/** The client hashed by another algorithm than it was asked to (RFC 8760 §2.4). */
function algorithmWords(leg: LegFacts, { final }: TransactionFacts, given: AuthFacts | undefined): string {
  const asked = challengesOf(leg.read(leg.messages[final])).map(({ algorithm }) => algorithm);
  if (given === undefined || asked.length === 0 || asked.includes(given.algorithm)) return '';
  return ` It asks for ${asked.join(' or ')}, and the client used ${given.algorithm}.`;
}

/** Challenged, and that was the end: a client without a password, or somebody who tries what is open. */
function tellUnanswered(leg: LegFacts): Found[] {
  if (!CHALLENGES.includes(leg.statusCode)) return [];
  const challenged = leg.transactions.filter(({ finalCode }) => CHALLENGES.includes(finalCode)).at(-1);
  if (challenged === undefined || challenged.hasCredentials || challenged.request < 0) return [];
  const waited = leg.capture.end - leg.messages[challenged.final].time;
  if (waited < ANSWERS_WITHIN) return [];
  const { method, source, destination, finalCode } = challenged;
  return [
    {
      severity: 'notice',
      message: `${destination} asked for credentials (${finalCode}) for the ${method}, and ${source} did not try again in ${duration(waited)}.`,
      evidence: indexes(endsOf(leg, challenged)),
      confidence: leg.hasLosses ? 'low' : 'medium',
      unknown: 'Whether the client has credentials at all; scanners stop here too.',
      next: `If ${source} is one of yours, enter user name and password there; if not, consider blocking it.`,
    },
  ];
}
