import { expect, test } from 'vitest';
import { EndpointTable } from '../../../collector/store/endpoint-table.ts';

const V4 = Uint8Array.of(9, 10, 0, 0, 1, 9);
const V6 = Uint8Array.of(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

test('an address with a port has one id, another port another', () => {
  const table = new EndpointTable();
  expect(table.intern(V4, 1, 4, 5060)).toBe(0);
  expect(table.intern(V4, 1, 4, 5061)).toBe(1);
  expect(table.intern(V4, 1, 4, 5060)).toBe(0);
  expect(table.intern(V6, 0, 16, 5060)).toBe(2);
  expect(table.size).toBe(3);
  expect([0, 1, 2].map(id => table.text(id))).toEqual(['10.0.0.1:5060', '10.0.0.1:5061', '[2001:db8::1]:5060']);
  expect([0, 1, 2].map(id => table.address(id))).toEqual(['10.0.0.1', '10.0.0.1', '2001:db8::1']);
  expect([0, 1, 2].map(id => table.port(id))).toEqual([5060, 5061, 5060]);
  expect([0, 2].map(id => table.isIpv6(id))).toEqual([false, true]);
  expect([0, 1, 2].map(id => table.ipv4(id))).toEqual([0x0a000001, 0x0a000001, -1]);
});

test('texts are the same when asked again', () => {
  const table = new EndpointTable();
  const id = table.intern(Uint8Array.of(255, 254, 0, 128), 0, 4, 65_535);
  expect([table.text(id), table.text(id), table.address(id)]).toEqual([
    '255.254.0.128:65535',
    '255.254.0.128:65535',
    '255.254.0.128',
  ]);
});

test('an IPv6 address that begins like an IPv4 one is another', () => {
  const table = new EndpointTable();
  const v6 = new Uint8Array(16);
  v6.set([10, 0, 0, 1]);
  const id = table.intern(v6, 0, 16, 5060);
  expect(table.find(V4, 1, 4, 5060)).toBe(-1);
  expect(table.equals(id, V4, 1, 4, 5060)).toBe(false);
  expect(table.equals(table.intern(V4, 1, 4, 5060), v6, 0, 16, 5060)).toBe(false);
});

test('finding makes nothing', () => {
  const table = new EndpointTable();
  expect(table.find(V6, 0, 16, 1)).toBe(-1);
  expect(table.size).toBe(0);
});

test('equals compares every byte and the port', () => {
  const table = new EndpointTable();
  const v6 = table.intern(V6, 0, 16, 5060);
  expect(table.equals(v6, V6, 0, 16, 5060)).toBe(true);
  expect(table.equals(v6, V6, 0, 16, 5061)).toBe(false);
  for (let byte = 0; byte < 16; byte++) {
    const other = Uint8Array.from(V6);
    other[byte] ^= 1;
    expect(table.equals(v6, other, 0, 16, 5060)).toBe(false);
    expect(table.find(other, 0, 16, 5060)).toBe(-1);
  }
  const v4 = table.intern(V4, 1, 4, 5060);
  expect(table.equals(v4, V4, 1, 4, 5060)).toBe(true);
  expect(table.equals(v4, V4, 0, 4, 5060)).toBe(false);
});

test('50,000 endpoints of both families are found again after growing', () => {
  const table = new EndpointTable();
  const address = (i: number): Uint8Array => {
    const bytes = Uint8Array.from(V6);
    new DataView(bytes.buffer).setUint32(i % 2 === 0 ? 0 : 8, i);
    return bytes;
  };
  const length = (i: number): 4 | 16 => (i % 2 === 0 ? 4 : 16);
  for (let i = 0; i < 50_000; i++) expect(table.intern(address(i), 0, length(i), i & 0xffff)).toBe(i);
  for (let i = 0; i < 50_000; i += 101) expect(table.find(address(i), 0, length(i), i & 0xffff)).toBe(i);
});

test('order keys sort as addresses count, IPv4 as numbers, then by port', () => {
  const table = new EndpointTable();
  const v4 = (last: number, port: number): number | string =>
    table.orderKey(table.intern(Uint8Array.of(10, 0, 0, last), 0, 4, port));
  const v6 = (last: number, port: number): number | string => {
    const bytes = new Uint8Array(16);
    bytes[15] = last;
    return table.orderKey(table.intern(bytes, 0, 16, port));
  };
  const numbers = [v4(9, 5060), v4(9, 10_000), v4(10, 5060), v4(255, 1)];
  expect(numbers.every(key => typeof key === 'number')).toBe(true);
  expect([...numbers].sort((a, b) => Number(a) - Number(b))).toEqual(numbers);
  const texts = [v6(9, 5060), v6(9, 10_000), v6(16, 80), v6(255, 1)];
  expect([...texts].sort()).toEqual(texts);
});
