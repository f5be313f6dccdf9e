// What an offer or an answer does against RFC 3264 and its kin, in words with the section. Takes what was read of the descriptions,
// gives sentences; what real stacks do without harm is not among them.

import { excerpt } from '../sip/lexical.ts';
import type { SdpSession, SdpStream } from '../sip/sdp-media.ts';
import { codecKey, isAuxiliary, isOff } from './media-lines.ts';

/** An answer against its offer, both as they passed the same hop. `where` says which answer: `the answer in the 200 (CSeq 1)`. */
export function answerProblems(offer: SdpSession, answer: SdpSession, where: string): string[] {
  const problems: string[] = [];
  if (answer.streams.length !== offer.streams.length) {
    problems.push(
      `${where} has ${answer.streams.length} m= lines, the offer ${offer.streams.length} (RFC 3264 §6: the same number)`,
    );
  }
  for (const [index, answered] of answer.streams.entries()) {
    const offered = offer.streams[index];
    if (offered === undefined) break;
    const line = `${where}, m=${excerpt(answered.media)} (line ${index + 1}):`;
    for (const problem of lineProblems(offered, answered)) problems.push(`${line} ${problem}`);
  }
  return problems;
}

function lineProblems(offered: SdpStream, answered: SdpStream): string[] {
  if (answered.media.toLowerCase() !== offered.media.toLowerCase())
    return [`answers m=${excerpt(offered.media)} with another kind of media (RFC 3264 §6)`];
  if (isOff(offered))
    return answered.port === 0 ? [] : ['its port is not 0, but the offer refused the line (RFC 3264 §6)'];
  if (isOff(answered)) return [];
  return [
    ...protocolProblems(offered, answered),
    ...codecProblems(offered, answered),
    ...directionProblems(offered, answered),
    ...securityProblems(offered, answered),
    ...(answered.rtcpMux && !offered.rtcpMux ? ['has a=rtcp-mux, which was not offered (RFC 5761 §5.1.1)'] : []),
  ];
}

function protocolProblems(offered: SdpStream, answered: SdpStream): string[] {
  return offered.protocol.toUpperCase() === answered.protocol.toUpperCase()
    ? []
    : [`${excerpt(answered.protocol)} answers ${excerpt(offered.protocol)} (RFC 3264 §6: the same transport)`];
}

function codecProblems(offered: SdpStream, answered: SdpStream): string[] {
  const isForeign = (name: string): boolean => !offered.codecs.some(codec => codecKey(codec.name) === codecKey(name));
  const media = answered.codecs.filter(codec => !isAuxiliary(codec.name) && codec.name !== 'unknown');
  const foreign = media.filter(codec => isForeign(codec.name)).map(codec => excerpt(codec.name));
  if (media.length > 0 && foreign.length === media.length)
    return [`none of its codecs (${foreign.join(', ')}) was offered (RFC 3264 §6.1)`];
  return foreign.length === 0
    ? []
    : [`${foreign.join(', ')} was not offered: it cannot be used until the other side offers it (RFC 3264 §6.1)`];
}

/** RFC 3264 §6.1: what is only sent can only be received, and what is inactive stays so. */
function directionProblems(offered: SdpStream, answered: SdpStream): string[] {
  const allowed = {
    sendrecv: ['sendrecv', 'sendonly', 'recvonly', 'inactive'],
    sendonly: ['recvonly', 'inactive'],
    recvonly: ['sendonly', 'inactive'],
    inactive: ['inactive'],
  }[offered.direction];
  return allowed.includes(answered.direction)
    ? []
    : [`${answered.direction} answers ${offered.direction} (RFC 3264 §6.1: ${allowed.join(' or ')})`];
}

function securityProblems(offered: SdpStream, answered: SdpStream): string[] {
  const problems: string[] = [];
  const isSecure = /SAVPF?$/i.test(answered.protocol);
  if (offered.cryptos.length > 0 && !(offered.hasFingerprint && answered.hasFingerprint)) {
    if (answered.cryptos.length === 0 && isSecure && !answered.hasMikey)
      problems.push('no a=crypto, but the offer has keys and the transport is SRTP (RFC 4568 §7.1.2)');
    const isOffered = (tag: string, suite: string): boolean =>
      offered.cryptos.some(one => one.tag === tag && one.suite.toLowerCase() === suite.toLowerCase());
    for (const { tag, suite } of answered.cryptos) {
      if (!isOffered(tag, suite))
        problems.push(`a=crypto:${excerpt(tag)} ${excerpt(suite)} is none of the offered ones (RFC 4568 §5.1.2)`);
    }
  }
  if (offered.hasFingerprint && /TLS/i.test(answered.protocol)) {
    if (!answered.hasFingerprint) problems.push('no a=fingerprint, but the transport is DTLS-SRTP (RFC 5763 §5)');
    if (answered.setup === 'actpass') problems.push('a=setup:actpass in an answer (RFC 5763 §5: active or passive)');
    if (answered.setup !== undefined && answered.setup === offered.setup && /^(?:active|passive)$/.test(answered.setup))
      problems.push(`both sides are a=setup:${answered.setup}: nobody starts DTLS, or both do (RFC 4145 §4.1)`);
  }
  return problems;
}

/** A description against the one that the same side sent before. */
export function successionProblems(before: SdpSession, now: SdpSession, where: string): string[] {
  const problems: string[] = [];
  if (now.streams.length < before.streams.length)
    problems.push(
      `${where} has ${now.streams.length} m= lines, there were ${before.streams.length} (RFC 3264 §8: never fewer)`,
    );
  const [old, origin] = [before.origin, now.origin];
  if (old === undefined || origin === undefined) return problems;
  if (old.id !== origin.id || old.username !== origin.username)
    problems.push(`${where} has another o= session than the one before (RFC 3264 §8)`);
  else if (old.version === origin.version && before.content !== now.content)
    problems.push(
      `${where} differs from the one before, but its o= version is still ${excerpt(origin.version)} (RFC 3264 §8)`,
    );
  return [...problems, ...mappingProblems(before, now, where)];
}

/** RFC 3264 §8.3.2: a payload type keeps its codec for the whole session. */
function mappingProblems(before: SdpSession, now: SdpSession, where: string): string[] {
  return now.streams.flatMap((stream, index) => {
    const old = before.streams[index];
    if (old === undefined || old.media !== stream.media || isOff(old) || isOff(stream)) return [];
    const names = new Map(old.codecs.map(codec => [codec.payloadType, codec.name]));
    return stream.codecs.flatMap(({ payloadType, name }) => {
      const oldName = names.get(payloadType);
      return oldName === undefined || oldName === 'unknown' || codecKey(oldName) === codecKey(name)
        ? []
        : [
            `${where}: payload type ${payloadType} was ${excerpt(oldName)} and is ${excerpt(name)} now (RFC 3264 §8.3.2)`,
          ];
    });
  });
}
