import { render } from 'lit';
import { expect, test, vi } from 'vitest';
import type { MediaSession, OfferAnswer } from '../../../../server/wire/types.ts';
import { type MediaInput, mediaView } from '../../../../ui/pages/call/media-view.ts';
import { stream } from '../../../support/ui-meaning.ts';
import { textOf } from '../../../support/ui-mount.ts';

function shown(more: Partial<MediaInput>): HTMLElement {
  const box = document.createElement('div');
  render(
    mediaView({
      streams: [],
      sessions: [],
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

test('what was negotiated stands with both ends, codec, protection and what it did', () => {
  const text = textOf(shown({ sessions: [SESSION] }));
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
  expect(textOf(shown({ sessions: [{ ...SESSION, exchanges: [lonely] }] }))).toContain('no answer');
  expect(textOf(shown({ sessions: [{ ...SESSION, exchanges: [{ ...lonely, rejected: 488 }] }] }))).toContain(
    'refused with 488',
  );
});

test('streams lead to their page, messages to theirs', () => {
  const [onMessage, onStream] = [vi.fn(), vi.fn()];
  const box = shown({ streams: [stream(5)], sessions: [SESSION], onMessage, onStream });
  for (const link of box.querySelectorAll<HTMLElement>('.message-link')) link.click();
  expect(onStream.mock.calls).toEqual([[5]]);
  expect(onMessage.mock.calls).toEqual([[0], [3]]);
});
