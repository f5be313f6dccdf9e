import { render } from 'lit';
import { expect, test, vi } from 'vitest';
import type { MediaSession, OfferAnswer } from '../../../../server/wire/types.ts';
import { clock } from '../../../../ui/base/format.ts';
import { type MediaInput, mediaView } from '../../../../ui/pages/call/media-view.ts';
import { callDetail, stream } from '../../../support/ui-meaning.ts';
import { textOf } from '../../../support/ui-mount.ts';

/** Offers and answers as they come. */
const asked = (sessions: readonly MediaSession[]): MediaInput['offers'] => ({
  id: 'demo:7',
  value: { call: callDetail(7).call, sessions: [...sessions] },
  problem: undefined,
});

function shown(more: Partial<MediaInput>): HTMLElement {
  const box = document.createElement('div');
  render(
    mediaView({
      streams: [],
      clock,
      offers: asked([]),
      sound: undefined,
      forward: undefined,
      reverse: undefined,
      onMessage: vi.fn(),
      onStream: vi.fn(),
      ...more,
    }),
    box,
  );
  return box;
}

const side = {
  address: '10.0.0.1',
  port: 4000,
  rtcpPort: 4001,
  rtcpAddress: '10.0.0.1',
  direction: 'sendrecv',
} as const;
const EXCHANGE: OfferAnswer = {
  offer: 0,
  answer: 3,
  offerTime: 1_768_471_331_000_000,
  offerIn: 'INVITE',
  answerIn: '2xx',
  offeredBy: 'caller',
  effects: ['hold'],
  lines: [
    {
      index: 0,
      media: 'audio',
      protocol: 'RTP/SAVP',
      offerer: { ...side, codecs: [{ payloadType: 0, name: 'PCMU/8000' }] },
      answerer: { ...side, address: '2001:db8::2', port: 5000, codecs: [{ payloadType: 0, name: 'PCMU/8000' }] },
      common: ['PCMU/8000'],
      dtmf: false,
      security: 'sdes',
      ice: false,
      rtcpMux: true,
      t38: false,
      change: 'added',
    },
  ],
};
const SESSION: MediaSession = {
  localTag: 'a',
  remoteTag: 'b',
  exchanges: [EXCHANGE],
  hold: 'caller',
  problems: ['no'],
};

test('a call without media says so', () => {
  expect(textOf(shown({}))).toContain('No RTP of this call was captured');
});

test('nothing is said to be missing while offers and answers are on their way, or when they could not be read', () => {
  const waiting = textOf(shown({ offers: undefined }));
  expect(waiting).toContain('Reading offers and answers');
  expect(waiting).not.toContain('no SDP was seen');
  const problem = { code: 'SIPA_GONE', message: 'The capture is gone.', hint: 'Open it again.' };
  const refused = textOf(shown({ offers: { id: 'demo:7', value: undefined, problem } }));
  expect(refused).toContain('could not be read: The capture is gone. Open it again.');
  expect(refused).not.toContain('no SDP was seen');
});

test('what was negotiated stands with both ends, codec, protection and what it did', () => {
  const text = textOf(shown({ offers: asked([SESSION]) }));
  for (const part of [
    'INVITE → 2xx',
    'PCMU/8000',
    '10.0.0.1:4000 sendrecv ⇄ [2001:db8::2]:5000',
    'SRTP (sdes)',
    'rtcp-mux',
    'hold',
    'caller holds',
  ])
    expect(text).toContain(part);
});

test('an offer without answer is marked, with the code that refused it', () => {
  const lonely = { ...EXCHANGE, answer: undefined, answerIn: undefined };
  expect(textOf(shown({ offers: asked([{ ...SESSION, exchanges: [lonely] }]) }))).toContain('no answer');
  expect(textOf(shown({ offers: asked([{ ...SESSION, exchanges: [{ ...lonely, rejected: 488 }] }]) }))).toContain(
    'refused with 488',
  );
});

test('streams lead to their page, messages to theirs', () => {
  const [onMessage, onStream] = [vi.fn(), vi.fn()];
  const box = shown({ streams: [stream(5)], offers: asked([SESSION]), onMessage, onStream });
  for (const link of box.querySelectorAll<HTMLElement>('.message-link')) link.click();
  expect(onStream.mock.calls).toEqual([[5]]);
  expect(onMessage.mock.calls).toEqual([[0], [3]]);
});
