import { join } from 'node:path';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { type StreamDetailSchema, StreamReportSchema } from '../../../server/wire/stream-schema.ts';
import type { StreamDetail, StreamReport } from '../../../server/wire/types.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import type { Same } from '../../support/same-type.ts';

// These lines do not compile when a schema and its type drift apart.
const equal: {
  report: Same<Static<typeof StreamReportSchema>, StreamReport>;
  detail: Same<Static<typeof StreamDetailSchema>, StreamDetail>;
} = { report: true, detail: true };

test('streams have a schema that says what their type says, and real ones fit it', async () => {
  expect(Object.values(equal)).not.toContain(false);
  const capture = await readCapture(join(FIXTURES, 'phone-call.pcap'));
  const [stream] = capture.answers.streams({});
  expect(Value.Errors(StreamReportSchema, stream)).toEqual([]);
});
