import { expect, test } from 'vitest';
import { MediaFlows } from '../../../collector/export/media-flows.ts';
import { Datagram } from '../../../collector/model/packet.ts';
import { streamSources } from '../../support/stream-sources.ts';

test('both ways between the ends of a stream, and RTCP one port above', async () => {
  const { sources } = await streamSources();
  const { endpoints } = sources.store;
  const [one, other] = [Uint8Array.of(10, 0, 0, 1), Uint8Array.of(10, 0, 0, 2)];
  const source = endpoints.intern(one, 0, 4, 4000);
  const destination = endpoints.intern(other, 0, 4, 6000);
  const flows = new MediaFlows(endpoints, [{ source, destination }]);
  const has = (fromPort: number, toPort: number, turned = false): boolean => {
    const d = new Datagram();
    d.addresses = Uint8Array.from(turned ? [...other, ...one] : [...one, ...other]);
    d.destinationAddress = 4;
    d.sourcePort = fromPort;
    d.destinationPort = toPort;
    return flows.has(d);
  };
  expect([has(4000, 6000), has(6000, 4000, true), has(4001, 6001), has(6001, 4001, true)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([has(4002, 6000), has(4000, 6001), has(6000, 4000), has(1, 1)]).toEqual([false, false, false, false]);
  expect(new MediaFlows(endpoints, []).isEmpty).toBe(true);
});
