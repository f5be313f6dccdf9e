// Names of link types (LINKTYPE_ registry of tcpdump.org), for reports.

const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'null'],
  [1, 'ethernet'],
  [6, 'token-ring'],
  [8, 'slip'],
  [9, 'ppp'],
  [10, 'fddi'],
  [12, 'raw'],
  [14, 'raw'],
  [50, 'ppp-hdlc'],
  [51, 'ppp-ether'],
  [101, 'raw'],
  [104, 'cisco-hdlc'],
  [105, 'ieee802-11'],
  [107, 'frame-relay'],
  [108, 'loop'],
  [113, 'linux-sll'],
  [119, 'ieee802-11-prism'],
  [127, 'ieee802-11-radiotap'],
  [139, 'mtp2-with-phdr'],
  [140, 'mtp2'],
  [141, 'mtp3'],
  [142, 'sccp'],
  [163, 'ieee802-11-avs'],
  [166, 'ppp-pppd'],
  [177, 'linux-lapd'],
  [189, 'usb-linux'],
  [192, 'ppi'],
  [203, 'lapd'],
  [220, 'usb-linux-mmapped'],
  [228, 'ipv4'],
  [229, 'ipv6'],
  [239, 'nflog'],
  [240, 'netanalyzer'],
  [248, 'sctp'],
  [249, 'usbpcap'],
  [252, 'wireshark-upper-pdu'],
  [253, 'netlink'],
  [276, 'linux-sll2'],
]);

/** `ethernet`, `linux-sll` …; a number without name is `linktype 147`. */
export function linkTypeName(linkType: number): string {
  return NAMES.get(linkType) ?? `linktype ${linkType}`;
}
