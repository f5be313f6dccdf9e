// What a rule of lint is: a row of a table. A new rule is one row (in the file of its subject) and one line of its test.

import type { Severity } from '../../model/finding.ts';
import type { LintSubject, Value } from './subject.ts';

/** One thing that a rule found; where nothing else is said, the rule's own words hold. */
export interface Fault {
  readonly message: string;
  /** Canonical name of the header. */
  readonly header?: string;
  /** Position of the header in the message. */
  readonly at?: number;
  readonly place?: 'start-line' | 'body';
  readonly rfc?: string;
  readonly severity?: Severity;
}

export interface LintRule {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly severity: Severity;
  readonly rfc: string;
  check(subject: LintSubject): readonly Fault[];
}

export const FINE: readonly Fault[] = [];

/** A fault of the whole message when `isWrong`. */
export function faultIf(isWrong: boolean, message: string, about: Omit<Fault, 'message'> = {}): readonly Fault[] {
  return isWrong ? [{ message, ...about }] : FINE;
}

/** A fault of a header that is there. */
export function faultIn(header: string, value: Value | undefined, message: string): readonly Fault[] {
  return [{ message, header, ...(value === undefined ? {} : { at: value.at }) }];
}

/** A fault for each value that `sayOf` has something to say of. */
export function faultsIn(
  header: string,
  values: readonly Value[],
  sayOf: (text: string) => string | undefined,
): readonly Fault[] {
  return values.flatMap(({ text, at }) => {
    const message = sayOf(text);
    return message === undefined ? [] : [{ message, header, at }];
  });
}
