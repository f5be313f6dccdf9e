// IP protocol and next header numbers (IANA "Protocol Numbers") that the packet floor knows by name.

export const IpProtocol = {
  HopByHop: 0,
  Icmp: 1,
  IpInIp: 4,
  Tcp: 6,
  Udp: 17,
  Ipv6InIp: 41,
  Routing: 43,
  Fragment: 44,
  Gre: 47,
  Esp: 50,
  Ah: 51,
  IcmpV6: 58,
  DestinationOptions: 60,
  EtherIp: 97,
  L2tp: 115,
  Sctp: 132,
  Mobility: 135,
  Mpls: 137,
} as const;
