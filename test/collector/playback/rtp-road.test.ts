import { expect, test } from 'vitest';
import { RtpRoad } from '../../../collector/playback/rtp-road.ts';
import { EndpointTable } from '../../../collector/store/endpoint-table.ts';
import { content, heplify } from '../../support/hep-builder.ts';
import { ethernet, frameOf, ipv4, TEST_TIME, udp, vlan } from '../../support/packet-builder.ts';
import { rtpPacket } from '../../support/rtp-call.ts';

const PACKET = rtpPacket(Buffer.from('sound'), { ssrc: 7 });
const ports = { sourcePort: 4000, destinationPort: 6000 };

/** What comes out of the road of the stream 10.0.0.1:4000 → 10.0.0.2:6000, SSRC 7. */
function taken(...packets: readonly Buffer[]): string[] {
  const endpoints = new EndpointTable();
  const source = endpoints.intern(Uint8Array.of(10, 0, 0, 1), 0, 4, 4000);
  const destination = endpoints.intern(Uint8Array.of(10, 0, 0, 2), 0, 4, 6000);
  const out: string[] = [];
  const road = new RtpRoad(endpoints, [{ ssrc: 7, source, destination, name: 'mine' }], (key, packet, arrival) =>
    out.push(`${key.name} ${Buffer.from(packet).toString('latin1', 12)} ${(arrival - TEST_TIME) / 1000}`),
  );
  for (const [at, packet] of packets.entries()) road.onFrame(frameOf(packet, { timeMicros: TEST_TIME + at * 1000 }));
  road.finish();
  return out;
}

test('packets of the stream, and no others', () => {
  const others = [
    ethernet(ipv4(udp(rtpPacket(Buffer.from('x'), { ssrc: 8 }), ports))),
    ethernet(ipv4(udp(PACKET, { sourcePort: 6000, destinationPort: 4000 }))),
    ethernet(ipv4(udp(PACKET, { ...ports, sourcePort: 4002 }))),
    ethernet(ipv4(udp(PACKET, { ...ports, destinationPort: 6002 }))),
    ethernet(ipv4(udp(PACKET.subarray(0, 11), ports))),
    ethernet(ipv4(udp(Buffer.concat([Buffer.of(0x80, 200), PACKET.subarray(2)]), ports))),
  ];
  expect(taken(ethernet(ipv4(udp(PACKET, ports))), ...others)).toEqual(['mine sound 0']);
});

test('through VLAN tags, and put together from fragments', () => {
  const whole = udp(PACKET, ports);
  const fragments = [
    ethernet(ipv4(whole.subarray(0, 16), { moreFragments: true })),
    ethernet(ipv4(whole.subarray(16), { fragmentOffset: 16 })),
  ];
  expect(taken(vlan([0x8100], ipv4(whole)), ...fragments)).toEqual(['mine sound 0', 'mine sound 2']);
});

test('inside HEP, with the time of the agent', () => {
  const inside = { source: '10.0.0.1', destination: '10.0.0.2', ...ports, type: 4, micros: 5000, payload: PACKET };
  const hep = heplify(content(inside));
  expect(taken(ethernet(ipv4(udp(hep, { sourcePort: 9, destinationPort: 9060 }))))).toEqual(['mine sound 5']);
});
