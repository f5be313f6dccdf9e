// Identity and routing of a leg as JSON schema, for OpenAPI; kept equal to `collector/model/identity.ts` by its test.

import { Type } from 'typebox';
import { Count, list, maybe, oneOf, Text } from './schema-pieces.ts';

const Side = oneOf('caller', 'callee');

export const LegIdentitySchema = Type.Object(
  {
    requestUri: Text,
    asserted: list(Type.Object({ header: Text, by: Side, uri: Text, displayName: Text, message: Count })),
    privacy: list(Text),
    diversions: list(
      Type.Object({
        header: oneOf('Diversion', 'History-Info'),
        uri: Text,
        reason: Text,
        index: Text,
        counter: Text,
        message: Count,
      }),
    ),
    charging: maybe(Type.Object({ icid: Text, generatedAt: Text, origIoi: Text, termIoi: Text, message: Count })),
    sessionId: maybe(Type.Object({ local: Text, remote: Text, message: Count })),
    attestations: list(
      Type.Object({
        attest: Text,
        orig: Text,
        dest: Text,
        issuedAt: Text,
        origid: Text,
        ppt: Text,
        info: Text,
        message: Count,
      }),
    ),
    route: list(Text),
    recordRoute: list(Text),
    others: list(Type.Object({ header: Text, by: Side, value: Text, message: Count })),
  },
  { title: 'LegIdentity', description: 'Identity and routing in short; PASSporTs are decoded, not verified' },
);
