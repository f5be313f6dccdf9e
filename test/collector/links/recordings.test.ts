// Recorded set-ups of real programs: which legs are one call, and by what.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../support/captures.ts';

/** Legs of each call of several, and the reasons that join them. */
async function callsIn(file: string): Promise<string[]> {
  const groups = (await readCapture(join(FIXTURES, file))).answers.groups();
  return groups.map(({ legs, links }) => {
    const reasons = links.filter(link => link.joins).map(link => link.reason);
    return `${legs.join('+')} ${[...new Set(reasons)].sort().join(' ')}`;
  });
}

const CARRIED = 'header media-address number-and-time sdp-origin';

test.each([
  ['b2bua-plain.pcap', ['0+1 number-and-time']],
  ['b2bua-header.pcap', [`0+1 ${CARRIED}`, `2+3 ${CARRIED}`]],
  ['b2bua-session-id.pcap', ['0+1 session-id']],
  ['b2bua-crossed.pcap', ['0+1 number-and-time', '2+3 number-and-time']],
  ['transfer-attended.pcap', ['0+1+2 refer replaces']],
  ['transfer-blind.pcap', ['3+4 refer']],
  ['transfer-failed.pcap', ['0+1 refer']],
])('%s is %j', async (file, calls) => {
  expect(await callsIn(file)).toEqual(calls);
});

test.each(['codes.pcap', 'basic-call-proxy.pcap', 'phone-call.pcap', 'fork-parallel.pcap'])(
  '%s has no call of several legs',
  async file => {
    expect(await callsIn(file)).toEqual([]);
  },
);
