// `GET /api/calls/facets` and `GET /api/filter/fields`: what they take and give. A test does not compile when these drift apart from
// their TypeScript twins in the collector's model.

import { type Static, Type } from 'typebox';
import { LIMITS } from './limits.ts';
import { Count, list, maybe, oneOf, Text } from './schema-pieces.ts';

export const FacetsQuerySchema = Type.Object(
  {
    capture: maybe(Type.String({ maxLength: 128, description: 'Capture id; the first one when absent' })),
    filter: maybe(Type.String({ maxLength: LIMITS.filterLength, description: 'Filter expression; empty means all' })),
    from: maybe(Type.String({ maxLength: 40, description: 'Start at or after: ISO 8601, UTC without offset' })),
    to: maybe(Type.String({ maxLength: 40, description: 'Start before: ISO 8601, UTC without offset' })),
    fields: Type.String({
      minLength: 1,
      maxLength: LIMITS.facetFieldsLength,
      description:
        'Fields of the filter language with commas between: state,code,header["X-Tenant"]; header: names of headers',
    }),
    text: maybe(Type.String({ maxLength: 256, description: 'Only values that hold this text, in any case' })),
    limit: maybe(Type.Integer({ minimum: 1, maximum: LIMITS.facetValues, default: LIMITS.defaultFacetValues })),
  },
  { additionalProperties: false },
);
export type FacetsRouteQuery = Static<typeof FacetsQuerySchema>;

const FacetSchema = Type.Object(
  {
    field: Text,
    values: list(Type.Object({ value: Text, count: Type.Integer({ description: 'Legs that have it' }) })),
    distinct: Type.Integer({ description: 'Different values that were found' }),
    none: Type.Integer({ description: 'Legs without a value' }),
    omitted: Type.Integer({ description: 'Legs of which a value was left out: too long, or too many different ones' }),
    counted: Type.Integer({ description: 'Legs that were counted; fewer than `legs`: ask again, reading goes on' }),
    legs: Count,
  },
  { title: 'Facet' },
);

export const FacetReportSchema = Type.Object(
  { total: Type.Integer({ description: 'Legs that match the whole filter' }), all: Count, facets: list(FacetSchema) },
  { title: 'FacetReport' },
);

export const FilterFieldsSchema = Type.Object({
  items: list(
    Type.Object({
      name: Text,
      aliases: list(Text),
      type: oneOf('text', 'number', 'duration', 'time', 'address', 'enum'),
      values: maybe(list(Text)),
      help: Text,
    }),
  ),
});
