// What a leg is, from its first message (SEMANTICS §1, Leg).

import { Method, type SipScan } from '../model/sip.ts';
import { Kind } from './states.ts';

/** `method` is that of the request, or the CSeq method of a response; `isInDialog` when it carries a To tag. */
export function kindOf(method: number, scan: SipScan, isInDialog: boolean): number {
  switch (method) {
    case Method.Invite:
    case Method.Ack:
    case Method.Bye:
    case Method.Cancel:
    case Method.Prack:
    case Method.Update:
      return Kind.Call;
    case Method.Info:
    case Method.Refer:
      // Both live inside a call as a rule; a request outside any dialog is a row of its own. A response always has a To tag.
      return isInDialog && scan.method !== Method.None ? Kind.Call : Kind.Other;
    case Method.Register:
      return Kind.Registration;
    case Method.Subscribe:
    case Method.Notify:
      return Kind.Subscription;
    case Method.Message:
      return Kind.Message;
    case Method.Options:
      return Kind.Options;
    case Method.Publish:
      return Kind.Publish;
    default:
      return Kind.Other;
  }
}
