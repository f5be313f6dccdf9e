// Offer and answer as JSON schema, for OpenAPI; kept equal to `collector/model/session.ts` by its test.

import { Type } from 'typebox';
import { Count, Flag, list, maybe, oneOf, Text, Time } from './schema-pieces.ts';

const Party = oneOf('caller', 'callee');

const MediaSideSchema = Type.Object({
  address: Text,
  port: Type.Integer({ minimum: 0, description: '0: refused or dropped' }),
  rtcpPort: Count,
  rtcpAddress: Text,
  direction: oneOf('sendrecv', 'sendonly', 'recvonly', 'inactive'),
  codecs: list(Type.Object({ payloadType: Count, name: Text, fmtp: maybe(Text) })),
  ptime: maybe(Type.Number()),
});

const MediaLineSchema = Type.Object({
  index: Count,
  media: Text,
  protocol: Text,
  offerer: MediaSideSchema,
  answerer: maybe(MediaSideSchema),
  common: list(Text),
  dtmf: Flag,
  security: oneOf('none', 'sdes', 'dtls', 'zrtp', 'mikey'),
  ice: Flag,
  rtcpMux: Flag,
  mid: maybe(Text),
  bundledWith: maybe(Text),
  t38: Flag,
  change: oneOf('added', 'kept', 'changed', 'dropped', 'refused'),
});

const OfferAnswerSchema = Type.Object({
  offer: Type.Integer({ description: 'Index of the message with the offer' }),
  answer: maybe(Type.Integer()),
  offerTime: Time,
  answerTime: maybe(Time),
  offerIn: Text,
  answerIn: maybe(Text),
  offeredBy: Party,
  rejected: maybe(Type.Integer({ description: 'Status code that refused it: what stood before goes on' })),
  lines: list(MediaLineSchema),
  effects: list(Text),
});

export const MediaSessionSchema = Type.Object(
  {
    localTag: Text,
    remoteTag: Text,
    exchanges: list(OfferAnswerSchema),
    hold: oneOf('none', 'caller', 'callee', 'both'),
    problems: list(Text),
  },
  { title: 'MediaSession', description: 'Offers and answers of one dialog' },
);
