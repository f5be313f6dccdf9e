// A fax wanted to go over to T.38 and was refused. It then goes on as audio, or fails.

import type { MediaSession, OfferAnswer } from '../../model/session.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';

export const t38Failed: LegRule = {
  id: 't38-failed',
  title: 'Switch to T.38 refused',
  rfc: 'RFC 3264 §6',
  symptoms: MediaSymptom.Renegotiated | Symptom.NotAcceptable | Symptom.Refused | Symptom.ServerError,
  check(leg) {
    // Without a re-INVITE there was no switch: no SDP need be read for a call that was refused at its beginning.
    if (!leg.transactions.some(({ method, inDialog }) => inDialog && (method === 'INVITE' || method === 'UPDATE')))
      return [];
    return leg.sessions().flatMap(session => {
      const refused = session.exchanges.filter(isRefused);
      const [first] = refused;
      if (first === undefined || succeedsLater(session, first)) return [];
      const code = first.rejected;
      return [
        {
          severity: 'warning' as const,
          message:
            `The ${first.offeredBy} offered T.38 and the ${first.offeredBy === 'caller' ? 'callee' : 'caller'} refused it ` +
            `${code === undefined ? 'with port 0' : `with ${code}`}${refused.length > 1 ? `, ${refused.length} times` : ''}: the fax goes on as audio, or fails.`,
          evidence: refused.flatMap(one => (one.answer === undefined ? [one.offer] : [one.offer, one.answer])),
          time: first.offerTime,
          confidence: 'high' as const,
          unknown: 'Whether the fax came through as audio (G.711 pass-through).',
          next: 'Enable T.38 on the side that refused, or let this route use G.711 without echo canceller and silence suppression.',
        },
      ];
    });
  },
};

function isRefused(exchange: OfferAnswer): boolean {
  const fax = exchange.lines.find(line => line.t38 && line.offerer.port !== 0);
  if (fax === undefined) return false;
  // 491 is glare (RFC 3261 §14.1) and 401/407 a challenge: the offer comes again.
  if (exchange.rejected !== undefined) return ![401, 407, 491, 500].includes(exchange.rejected);
  return (
    fax.answerer?.port === 0 &&
    !exchange.lines.some(line => line.t38 && line.answerer !== undefined && line.answerer.port !== 0)
  );
}

/** The same session used T.38 afterwards. */
function succeedsLater(session: MediaSession, refused: OfferAnswer): boolean {
  return session.exchanges.some(
    one =>
      one.offerTime > refused.offerTime &&
      one.answer !== undefined &&
      one.rejected === undefined &&
      one.lines.some(line => line.t38 && line.answerer !== undefined && line.answerer.port !== 0),
  );
}
