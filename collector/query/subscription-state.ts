// Subscription-State of a NOTIFY (RFC 6665 §4.1.3).

import { splitOutside } from '../sip/lexical.ts';
import { paramValue, readParams } from '../sip/params.ts';

export interface SubscriptionStateValue {
  /** `active`, `pending`, `terminated`, or another word of an extension, in lower case; `active` when there is none. */
  readonly state: string;
  readonly reason: string | undefined;
  readonly expires: number | undefined;
}

/** substate-value *( SEMI subexp-params ) */
export function readSubscriptionState(value: string): SubscriptionStateValue {
  const [state = '', ...pieces] = splitOutside(value, ';');
  const params = readParams(pieces.join(';')).list;
  const expires = paramValue(params, 'expires');
  return {
    state: state === '' ? 'active' : state.toLowerCase(),
    reason: paramValue(params, 'reason'),
    expires: expires !== undefined && /^\d{1,10}$/.test(expires) ? Number(expires) : undefined,
  };
}
