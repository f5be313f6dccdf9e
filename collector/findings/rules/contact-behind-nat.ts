// A phone behind a NAT registered for longer than the NAT remembers it, and nothing keeps the way open: calls to it will get lost
// after a minute or two without traffic (RFC 5626 §4.4.1, RFC 4787 §4.3).

import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { splitOutside } from '../../sip/lexical.ts';
import type { SipMessage } from '../../sip/message.ts';
import { readUri } from '../../sip/uri.ts';
import { readVia } from '../../sip/via.ts';
import { hostOf, isInside, kindOfAddress } from '../address-kind.ts';
import { contactsOf, grantedSeconds, isRemovalOrQuery } from '../registered-contacts.ts';
import type { RegistrationFacts } from '../registration-facts.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import type { TrafficFacts } from '../traffic-facts.ts';
import { duration } from '../words.ts';

/** Bindings for UDP live two minutes at least by the book (RFC 4787 REQ-5), 30 s to 180 s in fact. */
const NAT_MICROS: Micros = 180 * MICROS_PER_SECOND;

export const contactBehindNat: TraceRule = {
  id: 'contact-behind-nat',
  title: 'Contact behind NAT without keep-alive',
  rfc: 'RFC 5626 §4.4.1',
  check(trace) {
    const traffic = trace.traffic();
    // CRLF and STUN cannot be told apart by phone: where there are any, phones know how to keep their NAT open.
    if (traffic.keepAlives > 0) return [];
    return [...trace.registrations()].flatMap(registration => judge(registration, traffic) ?? []);
  },
};

function judge(registration: RegistrationFacts, traffic: TrafficFacts): TraceFound | undefined {
  const { tries, captureEnd } = registration;
  const last = tries.findLast(one => one.finalCode >= 200 && one.finalCode < 300 && one.request >= 0);
  // The capture has to last long enough to show the silence.
  if (last === undefined || last.transport !== 'UDP' || captureEnd - tries[0].time < NAT_MICROS) return undefined;
  const host = hostOf(last.source);
  const request = registration.read(last.request);
  if (isRemovalOrQuery(request)) return undefined;
  const contact = readUri(contactsOf(request)[0]?.uri ?? '');
  if (contact.host === host || !isInside(kindOfAddress(contact.host))) return undefined;
  if (isInside(kindOfAddress(host)) && !cameThroughNat(request, host)) return undefined;
  // Outbound (RFC 5626) and GRUU name the flow, not the address.
  if (request.headerAll('Supported').join().includes('outbound') && request.header('Contact')?.includes('reg-id'))
    return undefined;
  const granted = grantedSeconds(request, registration.read(last.final)) ?? 0;
  const quiet = longestQuiet(registration, traffic, host, hostOf(last.destination));
  if (granted * MICROS_PER_SECOND <= NAT_MICROS || quiet <= NAT_MICROS) return undefined;
  return {
    severity: 'notice',
    message:
      `${registration.aor} registers ${contact.host} from behind a NAT (${last.source}) for ${granted} s, and for ${duration(quiet)} ` +
      'nothing kept its way open: no REGISTER, no OPTIONS, no call, no CRLF or STUN.',
    evidence: [last.request, last.final],
    leg: last.leg,
    callId: last.callId,
    time: last.time,
    confidence: 'medium',
    unknown: 'How long this NAT remembers, and whether keep-alives take a way that was not captured.',
    next: 'Let the phone send CRLF every 20 to 30 s, or the server OPTIONS, or grant 60 to 120 s only.',
  };
}

/** Straight from the phone, which writes another host into Via than the one it comes from (RFC 3261 §18.2.1). */
function cameThroughNat(request: SipMessage, host: string): boolean {
  const vias = request.headerAll('Via').flatMap(value => splitOutside(value, ','));
  return vias.length === 1 && isInside(kindOfAddress(readVia(vias[0]).host)) && readVia(vias[0]).host !== host;
}

/** Longest time in which neither asked the other anything, as far as both ways tell. */
function longestQuiet(
  { captureEnd }: RegistrationFacts,
  traffic: TrafficFacts,
  phone: string,
  registrar: string,
): Micros {
  const ways = [traffic.pairOf(phone, registrar), traffic.pairOf(registrar, phone)].filter(way => way !== undefined);
  const quiets = ways.map(way => Math.max(way.longestQuiet, captureEnd - way.lastTime));
  return quiets.length === 0 ? 0 : Math.min(...quiets);
}
