import { expect, test } from 'vitest';
import { IpProtocol } from '../../../collector/packet/ip-protocol.ts';

test('protocols fit their byte, and none is named twice', () => {
  const protocols = Object.values(IpProtocol);
  for (const protocol of protocols) expect(protocol >= 0 && protocol <= 0xff).toBe(true);
  expect(new Set<number>(protocols).size).toBe(protocols.length);
});
