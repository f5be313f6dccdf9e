// How the ladder of a call, or its packets, are asked for as a file.

import { type Static, Type } from 'typebox';
import { oneOf } from './schema-pieces.ts';

export const LadderExportQuerySchema = Type.Object(
  {
    format: oneOf('svg', 'mermaid', 'text', 'pcap'),
    legs: Type.Optional(oneOf('all', 'own')),
    times: Type.Optional(oneOf('absolute', 'relative', 'delta')),
    media: Type.Optional(Type.Boolean({ description: 'format=pcap: the packets of its media too' })),
  },
  { additionalProperties: false },
);
export type LadderExportQuery = Static<typeof LadderExportQuerySchema>;
