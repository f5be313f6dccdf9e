import { expect, test } from 'vitest';
import { StreamKey } from '../../../collector/media/stream-key.ts';
import { EndpointTable } from '../../../collector/store/endpoint-table.ts';
import { datagramOf, rtpPacket } from '../../support/rtp-bench.ts';

const A = '[2001:db8:0:0:0:0:0:1]:4000';
const B = '[2001:db8:0:0:0:0:0:2]:6000';

test('IPv4 is known by its addresses and ports', () => {
  const key = new StreamKey(new EndpointTable());
  key.read(datagramOf(rtpPacket({ ssrc: 0xfffefdfc }), '10.0.0.1:4000', '255.0.0.2:6000'));
  expect(key).toMatchObject({ from: 0x0a000001, to: 0xff000002 | 0, ports: (4000 << 16) | 6000, ssrc: 0xfffefdfc | 0 });
});

test('IPv6 is known by the ids of its endpoints, -1 for one that nobody knows', () => {
  const endpoints = new EndpointTable();
  const key = new StreamKey(endpoints);
  const d = datagramOf(rtpPacket({ ssrc: 9 }), A, B);
  key.read(d);
  expect(key).toMatchObject({ from: -1, to: -1, ports: 0, ssrc: 9 });
  endpoints.intern(d.addresses, d.destinationAddress, 16, 6000);
  key.read(d);
  expect(key).toMatchObject({ from: -1, to: 0, ports: 0, ssrc: 9 });
});

test('a flow of IPv6 is told apart before its endpoints have ids', () => {
  const key = new StreamKey(new EndpointTable());
  const flows = [
    [A, B],
    [B, A],
  ].map(([from, to]) => {
    const d = datagramOf(rtpPacket({}), from, to);
    key.read(d);
    key.readFlow(d);
    return [key.from, key.to, key.ports];
  });
  expect(flows[0].slice(0, 2)).toEqual(flows[1].slice(0, 2).reverse());
  expect(flows.map(([, , ports]) => ports)).toEqual([(4000 << 16) | 6000, (6000 << 16) | 4000]);
});
