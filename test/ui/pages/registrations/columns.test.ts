import { expect, test } from 'vitest';
import {
  REGISTRATION_COLUMNS,
  REGISTRATION_MEANING,
  registrationEdge,
} from '../../../../ui/pages/registrations/columns.ts';
import { registration } from '../../../support/ui-meaning.ts';

test('a phone that cannot be called is red, one that can is green', () => {
  expect(registrationEdge(registration(1, { state: 'expired' }))).toBe('var(--state-bad)');
  expect(registrationEdge(registration(1))).toBe('var(--state-good)');
  expect(Object.keys(REGISTRATION_MEANING)).toHaveLength(7);
});

test('the whole value stands behind a cell that is cut', () => {
  const contact = REGISTRATION_COLUMNS.find(column => column.id === 'contact');
  const row = registration(1, { contact: `sip:${'x'.repeat(500)}@a` });
  expect(String(contact?.cell(row)).length).toBeLessThan(130);
  expect(contact?.full?.(row).length).toBeGreaterThan(500);
});
