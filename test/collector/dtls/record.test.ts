import { expect, test } from 'vitest';
import { isDtls, plainHandshakes } from '../../../collector/dtls/record.ts';
import { COUNTER, record } from '../../support/dtls-vectors.ts';

const is = (bytes: Buffer): boolean => isDtls(bytes, 0, bytes.length);

test('DTLS is told from what shares its port by its first byte and its version', () => {
  expect(is(COUNTER.clientHello)).toBe(true);
  expect(is(Buffer.from(COUNTER.clientHello.toString('hex').replace('16fefd', '16feff'), 'hex'))).toBe(true);
  expect(is(Buffer.concat([Buffer.from([0x80, 0]), Buffer.alloc(20)]))).toBe(false);
  expect(is(Buffer.from('000100002112a44200000000000000000000', 'hex'))).toBe(false);
  expect(is(Buffer.from('INVITE sip:bob@example.net SIP/2.0'))).toBe(false);
  expect(is(COUNTER.clientHello.subarray(0, 12))).toBe(false);
});

test('of several records in a datagram the handshakes in the clear are read', () => {
  const datagram = Buffer.concat([
    record(0, Buffer.from('one')),
    record(1, Buffer.from('sealed')),
    record(0, Buffer.from('two')),
  ]);
  const read = [...plainHandshakes(datagram, 0, datagram.length)].map(String);
  expect(read).toEqual(['one', 'two']);
  expect([...plainHandshakes(datagram, 0, datagram.length - 1)].map(String)).toEqual(['one']);
});
