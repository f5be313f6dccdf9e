// What a rendering does not tell by itself: what was left out and why, as sentences; and why nothing can be heard at all.

import { PLAYABLE } from '../media/decode/codecs.ts';
import type { AgreedKeys } from '../media/srtp/agreed-keys.ts';
import type { AudioProblem, AudioTrack } from '../model/audio.ts';
import type { Announcement } from './announcement.ts';
import type { Plan } from './plan.ts';
import type { StreamPlayer } from './stream-player.ts';

const EXPORT_HINT =
  'Save the packets (Wireshark: Telephony, RTP, Streams, Export) and decode them with a program that has the codec.';

export function notesOf(plan: Plan, players: readonly StreamPlayer[], marksShed: number): string[] {
  const accounts = players.map(player => player.account());
  const sum = (of: (account: AudioTrack) => number): number =>
    accounts.reduce((total, account) => total + of(account), 0);
  const undecoded = [...new Set(accounts.flatMap(account => account.undecoded))];
  const unknown = [...new Set(players.flatMap(player => [...player.unknownTypes]))].sort((a, b) => a - b);
  const unverified = players.reduce((total, player) => total + player.unverified, 0);
  const jumps = players.reduce((total, player) => total + player.jumps, 0);
  const comfortNoise = players.reduce((total, player) => total + player.comfortNoise, 0);
  const lost = sum(account => account.lost);
  const dropped = sum(account => account.dropped);
  const failed = sum(account => account.failed);
  return [
    ...undecoded.map(codec => `There is no decoder for ${codec}; ${PLAYABLE} are played. ${EXPORT_HINT}`),
    ...unknown.map(type => `Nothing says what payload type ${type} is; its packets are silent.`),
    ...(lost > 0 ? [`${counted(lost, 'lost packet')}: silence, of the length they had.`] : []),
    ...(dropped > 0 ? [`${counted(dropped, 'packet')} came twice or too late and ${are(dropped)} not played.`] : []),
    ...(failed > 0 ? failureNotes(plan, failed) : []),
    ...agreementNotes(plan),
    ...(unverified > 0 ? [`${counted(unverified, 'SRTP packet')} could be decrypted but not authenticated.`] : []),
    ...(comfortNoise > 0 ? [`${counted(comfortNoise, 'packet')} of comfort noise: silence.`] : []),
    ...(jumps > 0
      ? [`Timestamps jumped ${jumps === 1 ? 'once' : `${jumps} times`}; from there on arrival says when.`]
      : []),
    ...(marksShed > 0 ? [`${marksShed} losses and keys are not marked, for there are too many.`] : []),
  ];
}

function failureNotes(plan: Plan, failed: number): string[] {
  const isSecure = plan.streams.some(({ stream }) => plan.media.linesOf(stream).some(line => line.isSecure));
  const why = isSecure ? 'could not be decrypted with any key of this call, or were damaged' : 'were damaged';
  return [`${counted(failed, 'packet')} ${why}; they are silent.`];
}

/** Where keys come from that stand in no SDP, once a profile. */
function agreementNotes(plan: Plan): string[] {
  const notes = plan.streams.flatMap(({ stream }) => {
    const agreed = plan.media.agreedKeys(stream);
    return agreed.kind === 'keys'
      ? [`The keys of ${agreed.profile} come from the DTLS handshake on the media ports and the key log.`]
      : [];
  });
  return [...new Set(notes)];
}

/** Undefined when at least one packet was played. */
export function problemOf(plan: Plan, players: readonly StreamPlayer[]): AudioProblem | undefined {
  const accounts = players.map(player => player.account());
  if (accounts.some(({ codecs }) => codecs.length > 0)) return undefined;
  const undecoded = [...new Set(accounts.flatMap(account => account.undecoded))];
  if (undecoded.length > 0) {
    return {
      code: 'SIPA_NO_DECODER',
      message: `There is no decoder for ${undecoded.join(', ')}; ${PLAYABLE} are played.`,
      hint: EXPORT_HINT,
    };
  }
  if (accounts.some(({ failed }) => failed > 0)) {
    const secured = secureLines(plan);
    if (secured.length > 0) return encryptedProblem(plan, secured);
  }
  return {
    code: 'SIPA_NO_AUDIO',
    message: 'Not one packet could be played.',
    hint: 'Nothing in the SDP says what is in them, or they are damaged: look at the packets themselves.',
  };
}

function secureLines(plan: Plan): Announcement[] {
  return plan.streams.flatMap(({ stream }) => plan.media.linesOf(stream).filter(line => line.isSecure));
}

function encryptedProblem(plan: Plan, secured: readonly Announcement[]): AudioProblem {
  const code = 'SIPA_NO_SRTP_KEY';
  const agreed = plan.streams.map(({ stream }) => plan.media.agreedKeys(stream));
  if (agreed.some(({ kind }) => kind === 'keys')) {
    return {
      code,
      message: 'The audio is encrypted (SRTP), and the keys of the DTLS handshake on its ports do not open it.',
      hint: 'Look whether the key log belongs to this capture, and whether media and handshake were captured at the same point.',
    };
  }
  if (plan.streams.some(({ stream }) => plan.media.keysFor(stream).length > 0)) {
    return {
      code,
      message: 'The audio is encrypted (SRTP), and no key in the SDP of this call opens it.',
      hint: 'The keys of this hop were not captured: capture the signalling on the same side of the SBC as the media.',
    };
  }
  const suites = [...new Set(secured.flatMap(({ unusableSuites }) => unusableSuites))];
  if (suites.length > 0) {
    return {
      code,
      message: `The audio is encrypted (SRTP) with ${suites.join(', ')}, which is not decrypted here, or its key cannot be read.`,
      hint: 'Suites with AES in counter mode (AES_CM_128 …) and AES-GCM are decrypted.',
    };
  }
  const agreement = secured.find(({ keyAgreement }) => keyAgreement !== '')?.keyAgreement;
  if (agreement === 'DTLS' || agreed.some(({ kind }) => kind !== 'unseen')) return dtlsProblem(code, agreed);
  return agreement === undefined
    ? {
        code,
        message: 'The audio is encrypted (SRTP), and its key is not in the captured SDP.',
        hint: 'When the signalling runs over TLS, give its keys with --keylog: SDP inside it may carry a=crypto.',
      }
    : {
        code,
        message: `The audio is encrypted (SRTP), and its keys were agreed on by ${agreement}, inside the media itself.`,
        hint: 'Keys that stand in SDP (a=crypto) and keys of DTLS are used here. Capture where the media is in the clear, or use SDES (a=crypto) in a test.',
      };
}

/** What the handshake lacks of which keys could be made: the line of the key log first, for it can still be given. */
function dtlsProblem(code: string, agreed: readonly AgreedKeys[]): AudioProblem {
  const message = 'The audio is encrypted (SRTP), and its keys were agreed on by DTLS on the media ports';
  const randoms = agreed.flatMap(one => (one.kind === 'noSecret' ? [one.clientRandom] : []));
  if (randoms.length > 0) {
    const lines = [...new Set(randoms)].map(random => `CLIENT_RANDOM ${random}`);
    return {
      code,
      message: `${message}; no key log has a line for that handshake.`,
      hint: `Give a key log (--keylog FILE) with the line that begins with: ${lines.join(' or ')}. Either side of the call can write it (SSLKEYLOGFILE).`,
    };
  }
  const reasons = agreed.flatMap(one => (one.kind === 'unusable' || one.kind === 'unseen' ? [one.why] : []));
  return {
    code,
    message: `${message}: ${[...new Set(reasons)].join('; ')}.`,
    hint: 'Keys follow from both hellos of the handshake and a key log: capture from before the call is answered, at the point where the media are seen.',
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}
