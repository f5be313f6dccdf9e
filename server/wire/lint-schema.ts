// What is wrong with a message, as JSON schema; kept equal to `collector/model/lint.ts` by a test that does not compile otherwise.

import { Type } from 'typebox';
import { Count, maybe, oneOf, Text } from './schema-pieces.ts';

export const LintProblemSchema = Type.Object(
  {
    id: Type.String({ description: 'Stable: missing-via, contact-syntax …' }),
    severity: oneOf('error', 'warning', 'notice'),
    message: Text,
    rfc: Type.String({ description: 'RFC 3261 §8.1.1.7' }),
    place: oneOf('start-line', 'header', 'body', 'message'),
    header: maybe(Type.String({ description: 'Canonical name, also of one that is missing' })),
    at: maybe(Count),
  },
  { title: 'LintProblem', description: 'What is wrong with a message, and where' },
);
