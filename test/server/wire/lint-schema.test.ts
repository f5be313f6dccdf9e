import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { lintMessage } from '../../../collector/sip/lint/lint.ts';
import { readMessage } from '../../../collector/sip/message.ts';
import { LintProblemSchema } from '../../../server/wire/lint-schema.ts';
import type { LintProblem } from '../../../server/wire/types.ts';
import type { Same } from '../../support/same-type.ts';
import { messageBytes } from '../../support/sip-message.ts';

// This line does not compile when the schema and its type drift apart.
const equal: Same<Static<typeof LintProblemSchema>, LintProblem> = true;

test('real problems fit the schema', () => {
  expect(equal).toBe(true);
  const headers = { Via: undefined, Contact: 'nobody', 'Max-Forwards': '300' };
  const problems = lintMessage(readMessage(messageBytes({ headers })));
  expect(problems.length).toBeGreaterThan(2);
  for (const problem of problems) expect([...Value.Errors(LintProblemSchema, problem)]).toEqual([]);
});
