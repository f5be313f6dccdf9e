import { expect, test } from 'vitest';
import { endpointText, hostOf, isInside, kindOfAddress } from '../../../collector/findings/address-kind.ts';

test.each([
  ['8.8.8.8', 'public'],
  ['10.1.2.3', 'private'],
  ['172.15.0.1', 'public'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.1', 'public'],
  ['192.168.0.1', 'private'],
  ['100.63.255.255', 'public'],
  ['100.64.0.1', 'shared'],
  ['100.127.255.255', 'shared'],
  ['127.0.1.1', 'loopback'],
  ['169.254.9.9', 'link-local'],
  ['0.0.0.0', 'unspecified'],
  ['239.1.1.1', 'multicast'],
  ['192.0.2.7', 'documentation'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.7', 'documentation'],
  ['2a00:1450::1', 'public'],
  ['FD00::1', 'private'],
  ['fc00::1', 'private'],
  ['fe80::1', 'link-local'],
  ['ff02::1', 'multicast'],
  ['::1', 'loopback'],
  ['::', 'unspecified'],
  ['::ffff:10.0.0.1', 'private'],
  ['2001:db8::1', 'documentation'],
  ['2001:0db8::1', 'documentation'],
  ['pbx.example.com', 'name'],
  ['', 'name'],
  ['10.0.0.1;drop', 'name'],
])('%s is %s', (text, kind) => {
  expect(kindOfAddress(text)).toBe(kind);
});

test('only private, shared, loopback and link-local addresses are inside', () => {
  expect((['private', 'shared', 'loopback', 'link-local'] as const).every(isInside)).toBe(true);
  expect(isInside('public') || isInside('documentation') || isInside('name')).toBe(false);
});

test('endpoints fall apart and together', () => {
  expect(hostOf('10.0.0.1:5060')).toBe('10.0.0.1');
  expect(hostOf('[2001:db8::1]:5060')).toBe('2001:db8::1');
  expect(hostOf('nothing')).toBe('nothing');
  expect(endpointText('10.0.0.1', 5060)).toBe('10.0.0.1:5060');
  expect(endpointText('2001:db8::1', 5060)).toBe('[2001:db8::1]:5060');
});
