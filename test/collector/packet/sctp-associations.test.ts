import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../collector/packet/limits.ts';
import { SctpAssociation, SctpAssociations } from '../../../collector/packet/sctp-associations.ts';
import { Bench } from '../../support/packet-builder.ts';

test('a number is new once, in any order and over the wrap', () => {
  const association = new SctpAssociation(1, 5060, 5060);
  for (const tsn of [4294967295, 1, 0, 5, 3]) expect(association.noteTsn(tsn)).toBe(true);
  for (const tsn of [4294967295, 0, 1, 3, 5]) expect(association.noteTsn(tsn)).toBe(false);
  expect(association.noteTsn(4)).toBe(true);
});

test('what lies behind the window was seen; what lies far behind it is a new beginning', () => {
  const association = new SctpAssociation(1, 5060, 5060);
  association.noteTsn(1_000_000);
  expect(association.noteTsn(1_000_000 - 5000)).toBe(false);
  expect(association.noteTsn(7)).toBe(true);
  expect(association.noteTsn(7)).toBe(false);
});

test('a leap ahead forgets nothing that it should know', () => {
  const association = new SctpAssociation(1, 5060, 5060);
  association.noteTsn(10);
  association.noteTsn(100_000);
  expect(association.noteTsn(100_000)).toBe(false);
  expect(association.noteTsn(99_999)).toBe(true);
});

test('the association that was silent for longest makes room', () => {
  const shed = new Bench().decoder.shed;
  const associations = new SctpAssociations({ ...DEFAULT_LIMITS, sctpAssociations: 2 }, shed);
  const first = associations.find(1, 5060, 5060, 10);
  associations.find(2, 5060, 5060, 20);
  associations.find(1, 5060, 5060, 30);
  associations.find(3, 5060, 5060, 40);
  expect(associations.find(1, 5060, 5060, 50)).toBe(first);
  expect(shed['sctp associations']).toBe(1);
});
