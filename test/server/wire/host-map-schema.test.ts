import { join } from 'node:path';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { HostMapSchema } from '../../../server/wire/host-map-schema.ts';
import type { HostMap } from '../../../server/wire/types.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import type { Same } from '../../support/same-type.ts';

// This line does not compile when schema and type drift apart.
const equal: Same<Static<typeof HostMapSchema>, HostMap> = true;

test('the hosts of a fixture fit the schema', async () => {
  expect(equal).toBe(true);
  const capture = await readCapture(join(FIXTURES, 'options-publish.pcap'));
  const answer = await capture.answers.hostMap({ by: 'endpoint', hosts: 9, links: 9 });
  expect(answer.hosts.length).toBeGreaterThan(1);
  expect(Value.Errors(HostMapSchema, answer)).toEqual([]);
});
