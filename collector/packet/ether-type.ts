// EtherTypes (IEEE 802 registry) that the packet floor knows by name.

export const EtherType = {
  Ipv4: 0x0800,
  Ipv6: 0x86dd,
  Vlan: 0x8100,
  QinQ: 0x88a8,
  /** Tags of switches older than 802.1ad. */
  QinQOld: 0x9100,
  QinQOlder: 0x9200,
  PppoeSession: 0x8864,
  TransparentEthernet: 0x6558,
} as const;
