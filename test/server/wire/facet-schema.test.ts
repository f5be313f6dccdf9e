import type { Static } from 'typebox';
import { expect, test } from 'vitest';
import type { FacetReportSchema, FilterFieldsSchema } from '../../../server/wire/facet-schema.ts';
import type { FacetReport, FilterFieldHelp } from '../../../server/wire/types.ts';
import type { Same } from '../../support/same-type.ts';

test('the schemas say what the types say', () => {
  // Does not compile when they differ.
  const isReport: Same<Static<typeof FacetReportSchema>, FacetReport> = true;
  const isFields: Same<Static<typeof FilterFieldsSchema>, { readonly items: readonly FilterFieldHelp[] }> = true;
  expect([isReport, isFields]).toEqual([true, true]);
});
