import { expect, test } from 'vitest';
import { EtherType } from '../../../collector/packet/ether-type.ts';

test('no EtherType can be taken for an 802.3 length, and none is named twice', () => {
  const types = Object.values(EtherType);
  for (const type of types) expect(type > 1535 && type <= 0xffff).toBe(true);
  expect(new Set<number>(types).size).toBe(types.length);
});
