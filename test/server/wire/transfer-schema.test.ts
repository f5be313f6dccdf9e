import { join } from 'node:path';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { TransfersSchema } from '../../../server/wire/transfer-schema.ts';
import type { RowAnswer, TransferSummary } from '../../../server/wire/types.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import type { Same } from '../../support/same-type.ts';

// This line does not compile when schema and type drift apart.
const equal: Same<Static<typeof TransfersSchema>, RowAnswer<TransferSummary>> = true;

test('rows of a fixture fit the schema', async () => {
  expect(equal).toBe(true);
  const capture = await readCapture(join(FIXTURES, 'transfer-attended.pcap'));
  const answer = await capture.answers.transfers({ offset: 0, limit: 9 });
  expect(answer.total).toBeGreaterThan(0);
  expect(Value.Errors(TransfersSchema, answer)).toEqual([]);
});
