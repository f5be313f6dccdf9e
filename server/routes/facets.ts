// `GET /api/calls/facets`: how calls spread over values of fields. `GET /api/filter/fields`: what the filter language knows.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { FILTER_FIELDS } from '../../collector/index.ts';
import { badFilter } from '../bad-filter.ts';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { fieldList } from '../field-list.ts';
import { timeRange } from '../time-range.ts';
import { FacetReportSchema, FacetsQuerySchema, FilterFieldsSchema } from '../wire/facet-schema.ts';
import { LIMITS } from '../wire/limits.ts';
import { ErrorSchema } from '../wire/schema.ts';

export const facetRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (app, { captures }) => {
  app.get('/filter/fields', { schema: { response: { 200: FilterFieldsSchema } } }, async () => ({
    items: FILTER_FIELDS,
  }));

  app.get(
    '/calls/facets',
    { schema: { querystring: FacetsQuerySchema, response: { 200: FacetReportSchema, '4xx': ErrorSchema } } },
    async ({ query: { capture, from, to, fields: written, limit = LIMITS.defaultFacetValues, ...query } }) => {
      const fields = fieldList(written);
      if (fields.length > LIMITS.facetFields) throw tooMany(fields.length);
      const asked = { ...query, ...timeRange({ from, to }), fields, limit };
      const answer = await captures.get(capture).ask('facets', asked);
      if ('error' in answer) throw badFilter(answer.error);
      if ('unknownField' in answer) throw noField(answer.unknownField);
      return answer;
    },
  );
};

function tooMany(count: number): ApiError {
  const hint = `Ask for at most ${LIMITS.facetFields} fields at once.`;
  return new ApiError(400, 'SIPA_TOO_MANY_FIELDS', `${count} fields were asked for.`, hint);
}

function noField(field: string): ApiError {
  const hint = 'GET /api/filter/fields names them all; times and durations have no list of values.';
  return new ApiError(400, 'SIPA_BAD_FIELD', `The values of "${field}" cannot be counted.`, hint);
}
