import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { LegIdentitySchema } from '../../../server/wire/identity-schema.ts';
import type { LegIdentity } from '../../../server/wire/types.ts';
import { sipCapture } from '../../support/captures.ts';
import type { Same } from '../../support/same-type.ts';
import { messageText } from '../../support/trace.ts';

// This line does not compile when schema and type drift apart.
const equal: Same<Static<typeof LegIdentitySchema>, LegIdentity> = true;

test('the identity of a call fits the schema', async () => {
  expect(equal).toBe(true);
  const headers = ['P-Asserted-Identity: <sip:a@b>', 'P-Charging-Vector: icid-value=1', 'Session-ID: aa'];
  const capture = await sipCapture([{ text: messageText('INVITE sip:b SIP/2.0', 'INVITE', { headers }), at: 0 }]);
  expect(Value.Errors(LegIdentitySchema, capture.answers.identity(0))).toEqual([]);
});
