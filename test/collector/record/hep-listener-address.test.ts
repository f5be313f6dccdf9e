import { expect, test } from 'vitest';
import { listenError, unmapped } from '../../../collector/record/hep-listener-address.ts';

test.each([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '::ffff:c000:201'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['10.0.0.1', '10.0.0.1'],
])('%s is %s', (address, plain) => {
  expect(unmapped(address)).toBe(plain);
});

test.each([
  ['EADDRINUSE', 'SIPA_HEP_PORT_IN_USE'],
  ['EACCES', 'SIPA_HEP_NO_PERMISSION'],
  ['EADDRNOTAVAIL', 'SIPA_HEP_ADDRESS'],
  ['ENOTFOUND', 'SIPA_HEP_ADDRESS'],
  ['EMFILE', 'SIPA_HEP_LISTEN'],
])('%s is told as %s', (code, told) => {
  const cause = Object.assign(new Error('listen failed'), { code });
  const error = listenError({ transport: 'udp', host: '::1', port: 99 }, cause);
  expect(error).toMatchObject({ code: told, cause });
  expect(error.message).toContain('udp:[::1]:99');
  expect(error.hint).not.toBe('');
});
