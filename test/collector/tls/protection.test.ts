import { expect, test } from 'vitest';
import { MissingRecords } from '../../../collector/tls/protection.ts';

test('records are missing for sure, or possibly', () => {
  const missing = new MissingRecords();
  missing.add(2, true);
  missing.add(5, false);
  missing.add(1, true);
  expect(missing).toMatchObject({ known: 3, possible: 5 });
  missing.reset();
  expect(missing).toMatchObject({ known: 0, possible: 0 });
});
