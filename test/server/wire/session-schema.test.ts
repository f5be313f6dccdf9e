import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { MediaSessionSchema } from '../../../server/wire/session-schema.ts';
import type { MediaSession } from '../../../server/wire/types.ts';
import { sdp, talk } from '../../support/offer-answer.ts';
import type { Same } from '../../support/same-type.ts';

// This line does not compile when schema and type drift apart.
const equal: Same<Static<typeof MediaSessionSchema>, MediaSession> = true;

test('offer and answer fit their schema', () => {
  expect(equal).toBe(true);
  const session = talk().invite(sdp()).answer(200, sdp()).invite(sdp()).answer(488).session();
  expect(Value.Errors(MediaSessionSchema, session)).toEqual([]);
  expect(Value.Errors(MediaSessionSchema, { ...session, hold: 'nobody' })).not.toEqual([]);
});
