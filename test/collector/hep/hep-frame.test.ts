import { expect, test } from 'vitest';
import { HepFrame } from '../../../collector/hep/hep-frame.ts';
import { scanHep } from '../../../collector/hep/scan.ts';
import { captagent, content } from '../../support/hep-builder.ts';

test('a cleared frame is as new', () => {
  const frame = new HepFrame();
  const hep = captagent(
    content({ key: 'k', correlation: 'c', source: '2001:db8::1', destination: '2001:db8::2' }),
    true,
  );
  scanHep(hep, 0, hep.length, frame);
  expect(frame).not.toEqual(new HepFrame());
  frame.clear();
  expect(frame).toEqual(new HepFrame());
});
