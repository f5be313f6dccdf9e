// An IP address as one number, to compare networks by.

import { isIPv4, isIPv6 } from 'node:net';

/** 32 or 128 bits; undefined when the text is no IP address. Zones (`fe80::1%eth0`) do not count. */
export function addressBits(text: string): bigint | undefined {
  const address = text.replace(/%.*$/, '');
  if (isIPv4(address)) return ipv4Bits(address);
  return isIPv6(address) ? ipv6Bits(address) : undefined;
}

function ipv4Bits(address: string): bigint {
  return address.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

/** `::` stands for as many zeros as are missing; the last 32 bits may be written as IPv4 (RFC 4291 §2.2). */
function ipv6Bits(address: string): bigint {
  const last = address.slice(address.lastIndexOf(':') + 1);
  const hex = (bits: bigint): string => bits.toString(16);
  const tail = last.includes('.') ? `${hex(ipv4Bits(last) >> 16n)}:${hex(ipv4Bits(last) & 0xffffn)}` : last;
  const [head = '', rest] = (address.slice(0, address.length - last.length) + tail).split('::');
  const groups = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(':'));
  const [front, back] = [groups(head), groups(rest)];
  const all = [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back];
  return all.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}
