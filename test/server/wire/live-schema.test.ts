import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { LIMITS } from '../../../server/wire/limits.ts';
import { type InterfaceListSchema, type LiveInfoSchema, StartLiveSchema } from '../../../server/wire/live-schema.ts';
import type { InterfaceList, LiveInfo, StartLive } from '../../../server/wire/protocol.ts';
import type { Same } from '../../support/same-type.ts';

// These lines do not compile when a schema and its type drift apart.
const equal: {
  live: Same<Static<typeof LiveInfoSchema>, LiveInfo>;
  start: Same<Static<typeof StartLiveSchema>, StartLive>;
  interfaces: Same<Static<typeof InterfaceListSchema>, InterfaceList>;
} = { live: true, start: true, interfaces: true };

test.each<[string, unknown, boolean]>([
  ['nothing but an interface', { interfaces: ['eth0'] }, true],
  [
    'everything',
    { interfaces: ['any'], filter: 'port 5060', engine: 'tcpdump', hep: [], promiscuous: false, bufferMegabytes: 64 },
    true,
  ],
  ['only a HEP listener', { hep: ['udp:0.0.0.0:9060'] }, true],
  ['a spool of the caller', { interfaces: ['eth0'], spool: '/etc' }, false],
  ['a secret', { hep: ['udp:0.0.0.0:9060'], hepKey: 'x' }, false],
  ['an unknown engine', { interfaces: ['eth0'], engine: 'sh' }, false],
  ['too many interfaces', { interfaces: Array.from({ length: LIMITS.liveInputs + 1 }, () => 'eth0') }, false],
  ['a name without end', { interfaces: ['x'.repeat(LIMITS.interfaceNameLength + 1)] }, false],
  ['an endless filter', { interfaces: ['eth0'], filter: 'x'.repeat(LIMITS.bpfLength + 1) }, false],
  ['no buffer', { interfaces: ['eth0'], bufferMegabytes: 0 }, false],
  ['all memory', { interfaces: ['eth0'], bufferMegabytes: LIMITS.bufferMegabytes + 1 }, false],
])('%s is judged rightly', (_, body, valid) => {
  expect(Object.values(equal)).not.toContain(false);
  expect(Value.Check(StartLiveSchema, body)).toBe(valid);
});
