// What hosts are called, as JSON schema for OpenAPI, and how it is written.

import { type Static, Type } from 'typebox';
import { Text } from './schema-pieces.ts';

/** As much as a hundred thousand lines of a name each. */
export const ALIAS_BYTES = 8 * 1024 * 1024;

export const AliasListSchema = Type.Object(
  {
    text: Type.String({ description: 'One host a line: 10.0.0.7 sbc-1, 10.0.0.7:5080 trunk, 10.1.0.0/16 phones' }),
    version: Type.String({ description: 'To be sent back with what is written' }),
    path: Type.Optional(
      Type.String({ description: 'Where it is saved; absent: it lives as long as the server (--alias names a file)' }),
    ),
  },
  { title: 'AliasList' },
);
export type AliasList = Readonly<Static<typeof AliasListSchema>>;

export const AliasBodySchema = Type.Object({ text: Text, version: Text }, { additionalProperties: false });
