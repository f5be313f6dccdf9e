// Rules of lint tried one by one: each with a message that breaks it and a near miss that does not. A rule without a case fails.

import { describe, expect, test } from 'vitest';
import type { LintProblem } from '../../collector/model/lint.ts';
import { lintMessage } from '../../collector/sip/lint/lint.ts';
import type { LintRule } from '../../collector/sip/lint/rule.ts';
import { readMessage } from '../../collector/sip/message.ts';
import { type MessageOptions, messageBytes } from './sip-message.ts';

export type LintCase = readonly [id: string, broken: MessageOptions, fine: MessageOptions, words?: RegExp];

export function lintOf(options: MessageOptions): LintProblem[] {
  return lintMessage(readMessage(messageBytes(options)));
}

/** A request with what its method needs. */
export function request(method: string, headers: MessageOptions['headers'] = {}, body?: string): MessageOptions {
  const uri = method === 'REGISTER' ? 'sip:clinic.example' : 'sip:ward@clinic.example';
  const needed = {
    Contact: '<sip:nurse@desk.clinic.example>',
    ...(['BYE', 'PRACK', 'UPDATE', 'NOTIFY'].includes(method) ? { To: '<sip:ward@clinic.example>;tag=w1' } : {}),
    ...(['BYE', 'CANCEL'].includes(method) ? { Contact: undefined } : {}),
  };
  return { startLine: `${method} ${uri} SIP/2.0`, headers: { ...needed, ...headers }, ...(body && { body }) };
}

/** A response with what its code needs. */
export function response(code: number, method: string, headers: MessageOptions['headers'] = {}): MessageOptions {
  const needed = {
    'Max-Forwards': undefined,
    To: '<sip:ward@clinic.example>;tag=w1',
    CSeq: `41 ${method}`,
    Contact: '<sip:ward@bed.clinic.example>',
  };
  return { startLine: `SIP/2.0 ${code} Words`, headers: { ...needed, ...headers } };
}

export function describeRules(rules: readonly LintRule[], cases: readonly LintCase[]): void {
  test('every rule has a case', () => {
    const tried = new Set(cases.map(([id]) => id));
    expect(rules.map(({ id }) => id).filter(id => !tried.has(id))).toEqual([]);
  });

  for (const [id, broken, fine, words = /./] of cases) {
    describe(id, () => {
      test('is told of a message that breaks it, with its section', () => {
        const found = lintOf(broken).filter(problem => problem.id === id);
        expect(found).toHaveLength(1);
        expect(found[0].rfc).toMatch(/^RFC \d{4} §/);
        expect(found[0].message).toMatch(words);
      });

      test('is not told of a near miss', () => {
        expect(lintOf(fine).filter(problem => problem.id === id)).toEqual([]);
      });
    });
  }
}
