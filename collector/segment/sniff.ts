// Says what a file is that is no capture we read, so that the user knows what to do with it.

interface Kind {
  /** First bytes, latin-1. */
  readonly magic: string;
  readonly what: string;
  readonly hint: string;
}

const CONVERT = 'Convert it with Wireshark: editcap -F pcapng IN OUT.pcapng';

const KINDS: readonly Kind[] = [
  { magic: '\x1f\x8b', what: 'gzip data inside gzip data', hint: 'Unpack it twice (gunzip) and open the result.' },
  { magic: 'PK\x03\x04', what: 'a zip archive', hint: 'Unpack it (unzip) and open the capture in it.' },
  { magic: '\x28\xb5\x2f\xfd', what: 'zstd data', hint: 'Pipe it in: zstdcat FILE | sipscope -' },
  { magic: '\xfd7zXZ\0', what: 'xz data', hint: 'Pipe it in: xzcat FILE | sipscope -' },
  { magic: 'BZh', what: 'bzip2 data', hint: 'Pipe it in: bzcat FILE | sipscope -' },
  { magic: '\x04\x22\x4d\x18', what: 'lz4 data', hint: 'Pipe it in: lz4cat FILE | sipscope -' },
  { magic: '7z\xbc\xaf\x27\x1c', what: 'a 7-Zip archive', hint: 'Unpack it (7z x) and open the capture in it.' },
  { magic: 'snoop\0\0\0', what: 'a Solaris snoop capture', hint: CONVERT },
  { magic: 'GMBU', what: 'a Microsoft Network Monitor capture', hint: CONVERT },
  { magic: 'RTSS', what: 'a Microsoft Network Monitor 1 capture', hint: CONVERT },
  { magic: 'TRSNIFF data', what: 'a Sniffer capture', hint: CONVERT },
];

/** The text of a trace that a SIP server or phone logs. */
const TEXT =
  'Capture files are pcap or pcapng, also gzipped. Text logs are not read; take a capture with tcpdump or Wireshark.';
const OTHER = 'Capture files are pcap or pcapng, also gzipped. Other formats: editcap -F pcapng IN OUT.pcapng';

/** `what` continues the sentence "not a capture file"; it is empty when nobody can tell. */
export function describeBytes(head: Uint8Array): { readonly what: string; readonly hint: string } {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString('latin1');
  const kind = KINDS.find(({ magic }) => text.startsWith(magic));
  if (kind !== undefined) return { what: ` but ${kind.what}`, hint: kind.hint };
  if (/^[\t\r\n\x20-\x7e\x80-\xff]+$/.test(text)) return { what: ' but text', hint: TEXT };
  return { what: '', hint: OTHER };
}
