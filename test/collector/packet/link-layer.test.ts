import { describe, expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, ipv6, pppoe, sll, sll2, udp } from '../../support/packet-builder.ts';

const v4 = ipv4(udp('hello'));
const v6 = ipv6(udp('hello'));

describe('every link type of the model', () => {
  const links: [string, number, (ip: Buffer) => Buffer][] = [
    ['Ethernet', LinkType.Ethernet, ip => ethernet(ip)],
    ['Linux SLL', LinkType.LinuxSll, ip => sll(ip)],
    ['Linux SLL2', LinkType.LinuxSll2, ip => sll2(ip)],
    ['raw IP', LinkType.Raw, ip => ip],
    ['raw IP of BSD', LinkType.RawBsd, ip => ip],
    ['raw IP of OpenBSD', LinkType.RawOpenBsd, ip => ip],
    ['PPP', LinkType.Ppp, ip => bytes(Buffer.from([0, ip[0] >> 4 === 4 ? 0x21 : 0x57]), ip)],
    [
      'PPP in HDLC framing',
      LinkType.PppHdlc,
      ip => bytes(Buffer.from([0xff, 3, 0, ip[0] >> 4 === 4 ? 0x21 : 0x57]), ip),
    ],
    ['PPPoE', LinkType.PppEther, ip => pppoe(ip)],
    ['null', LinkType.Null, ip => bytes(Buffer.from([ip[0] >> 4 === 4 ? 2 : 30, 0, 0, 0]), ip)],
    ['loop', LinkType.Loop, ip => bytes(Buffer.from([0, 0, 0, ip[0] >> 4 === 4 ? 2 : 24]), ip)],
  ];
  test.each(links)('%s carries IPv4 and IPv6', (_name, linkType, wrap) => {
    const bench = new Bench();
    expect(bench.take(wrap(v4), { linkType })).toBe(Outcome.Handed);
    expect(bench.take(wrap(v6), { linkType })).toBe(Outcome.Handed);
    expect(bench.datagrams.map(d => [d.payload, d.source, d.destination])).toEqual([
      ['hello', '10.0.0.1', '10.0.0.2'],
      ['hello', '20010db8000000000000000000000001', '20010db8000000000000000000000002'],
    ]);
  });

  test.each([
    ['IPv4', LinkType.Ipv4, v4],
    ['IPv6', LinkType.Ipv6, v6],
  ])('the link type %s carries just that', (_name, linkType, ip) => {
    const bench = new Bench();
    expect(bench.take(ip, { linkType })).toBe(Outcome.Handed);
    expect(bench.datagrams[0]?.offset).toBe(1000 + ip.length - 5);
  });

  test.each(links)('%s cut anywhere ends under a reason or with the missing bytes told', (_name, linkType, wrap) => {
    const packet = wrap(v4);
    for (let snap = 0; snap < packet.length; snap++) {
      const bench = new Bench();
      const outcome = bench.take(packet, { linkType, snap });
      expect(outcome === Outcome.Handed).toBe(snap >= packet.length - 5);
      if (outcome === Outcome.Handed) expect(bench.datagrams[0]?.missing).toBe(packet.length - snap);
    }
  });
});
