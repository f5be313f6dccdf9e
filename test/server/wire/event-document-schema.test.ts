import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { EventDocumentSchema } from '../../../server/wire/event-document-schema.ts';
import type { EventDocument } from '../../../server/wire/types.ts';
import type { Same } from '../../support/same-type.ts';

const equal: Same<Static<typeof EventDocumentSchema>, EventDocument> = true;

test('documents fit their schema by kind', () => {
  expect(equal).toBe(true);
  const document = { kind: 'message-summary', waiting: true, account: '', counts: [] };
  expect(Value.Check(EventDocumentSchema, document)).toBe(true);
  expect(Value.Check(EventDocumentSchema, { ...document, kind: 'presence' })).toBe(false);
});
