import { expect, test } from 'vitest';
import { Datagram, TRANSPORT_NAMES, Transport } from '../../../collector/model/packet.ts';

test('every transport has its name at its number', () => {
  for (const [key, number] of Object.entries(Transport)) expect(TRANSPORT_NAMES[number]).toBe(key.toUpperCase());
});

test('a new datagram is UDP, whole and empty', () => {
  expect(new Datagram()).toMatchObject({ transport: Transport.Udp, missing: 0, start: 0, end: 0, offset: 0 });
});
