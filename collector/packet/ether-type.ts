// EtherTypes (IEEE 802 registry) that the packet floor knows by name.

export const EtherType = {
  Ipv4: 0x0800,
  Ipv6: 0x86dd,
  Vlan: 0x8100,
  QinQ: 0x88a8,
  /** Tags of switches older than 802.1ad. */
  QinQOld: 0x9100,
  QinQOlder: 0x9200,
  MplsUnicast: 0x8847,
  MplsMulticast: 0x8848,
  PppoeSession: 0x8864,
  TransparentEthernet: 0x6558,
  /** GRE payload: ERSPAN types I and II, and type III. */
  Erspan: 0x88be,
  ErspanIII: 0x22eb,
} as const;
