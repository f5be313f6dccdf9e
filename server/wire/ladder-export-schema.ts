// How the ladder of a call is asked for as a file.

import { type Static, Type } from 'typebox';
import { oneOf } from './schema-pieces.ts';

export const LadderExportQuerySchema = Type.Object(
  {
    format: oneOf('svg', 'mermaid', 'text'),
    legs: Type.Optional(oneOf('all', 'own')),
    times: Type.Optional(oneOf('absolute', 'relative', 'delta')),
  },
  { additionalProperties: false },
);
export type LadderExportQuery = Static<typeof LadderExportQuerySchema>;
