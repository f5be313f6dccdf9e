import { expect, test } from 'vitest';
import { endpointText, makeColumns } from '../../../collector/ladder/hosts.ts';
import { ladderMessage as m } from '../../support/ladder-script.ts';

const NO_NAMES = new Map<string, string>();
const A = '10.0.0.1';
const P = '10.0.0.2';
const B = '10.0.0.3';
const C = '10.0.0.4';

function order(...hops: Parameters<typeof makeColumns>[0]): readonly string[] {
  return makeColumns(hops, NO_NAMES).hosts.map(host => host.label);
}

test('the caller comes first, then its proxies, then the callee', () => {
  expect(order(m(0, A, P, 'INVITE'), m(1, P, B, 'INVITE'))).toEqual([A, P, B]);
});

test('a capture that starts with responses of the callee still reads from the caller', () => {
  expect(order(m(0, B, P, '200 OK'), m(1, P, A, '200 OK'))).toEqual([A, P, B]);
});

test('an INVITE tells the direction where a REGISTER came before it the other way', () => {
  expect(order(m(0, B, P, 'REGISTER'), m(1, A, P, 'INVITE'), m(2, P, B, 'INVITE'))).toEqual([A, P, B]);
});

test('a later request of the callee turns nothing round', () => {
  expect(order(m(0, A, P, 'INVITE'), m(1, P, B, 'INVITE'), m(2, B, A, 'BYE'))).toEqual([A, P, B]);
});

test('the branches of a fork stand right of the proxy, in order of appearance', () => {
  expect(order(m(0, A, P, 'INVITE'), m(1, P, C, 'INVITE'), m(2, P, B, 'INVITE'))).toEqual([A, P, C, B]);
});

test('a circle is broken at the host that appeared first', () => {
  expect(order(m(0, A, P, 'INVITE'), m(1, P, B, 'INVITE'), m(2, B, A, 'INVITE'))).toEqual([A, P, B]);
});

test('ports of a host are collected in one column, ascending', () => {
  const { hosts, columnOf } = makeColumns([m(0, `${A}:5070`, B, 'INVITE'), m(1, `${A}:5060`, B, 'BYE')], NO_NAMES);
  expect(hosts).toEqual([
    { column: 0, label: A, address: A, ports: [5060, 5070] },
    { column: 1, label: B, address: B, ports: [5060] },
  ]);
  expect(columnOf(A, 5060)).toBe(columnOf(A, 5070));
});

test('an address that talks to itself on two ports gets a column per port', () => {
  const { hosts, columnOf } = makeColumns(
    [m(0, '127.0.0.1:5070', '127.0.0.1:5060', 'INVITE'), m(1, '127.0.0.1:5060', `${B}:5060`, 'INVITE')],
    NO_NAMES,
  );
  expect(hosts.map(host => host.label)).toEqual(['127.0.0.1:5070', '127.0.0.1:5060', B]);
  expect(columnOf('127.0.0.1', 5060)).toBe(1);
});

test('an address that talks to itself on one port keeps one column', () => {
  expect(order(m(0, A, A, 'OPTIONS'))).toEqual([A]);
});

test('names replace addresses, and of a split address the port stays', () => {
  const names = new Map([
    [A, 'alice'],
    ['127.0.0.1', 'lab'],
    ['[::1]:5060', 'proxy'],
  ]);
  const label = (...hops: Parameters<typeof makeColumns>[0]): readonly string[] =>
    makeColumns(hops, names).hosts.map(host => host.label);
  expect(label(m(0, A, B, 'INVITE'))).toEqual(['alice', B]);
  expect(label(m(0, '127.0.0.1:5070', '127.0.0.1:5060', 'INVITE'))).toEqual(['lab:5070', 'lab:5060']);
  expect(label(m(0, '[::1]:5070', '[::1]:5060', 'INVITE'))).toEqual(['[::1]:5070', 'proxy']);
});

test('ten thousand hosts are put in order of appearance at once', () => {
  const hops = Array.from({ length: 10_000 }, (_, i) => m(i, `10.1.${i >> 8}.${i & 255}`, P, 'INVITE'));
  expect(makeColumns(hops, NO_NAMES).hosts).toHaveLength(10_001);
});

test('endpoints of IPv6 carry brackets', () => {
  expect(endpointText('::1', 5060)).toBe('[::1]:5060');
});
