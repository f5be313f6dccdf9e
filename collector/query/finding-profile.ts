// What is kept of the findings of each leg: which rules spoke, and how badly. Findings themselves are made anew when somebody looks;
// legs have few different profiles, so a leg costs the number of one.

import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import type { CallSummary } from '../model/report.ts';

type Entry = Pick<Finding, 'rule' | 'severity'>;

export interface FindingProfile {
  /** One a finding, in the order of the findings. */
  readonly entries: readonly Entry[];
  /** Undefined when there is none. */
  readonly worst: Severity | undefined;
}

/** Of a leg without findings. */
export const HEALTHY = 0;
/** Of a leg whose profile found no number any more: it is made anew each time. */
export const UNNUMBERED = 0xffff;

export class FindingProfiles {
  private readonly profiles: FindingProfile[] = [{ entries: [], worst: undefined }];
  private readonly numbers = new Map<string, number>([['', HEALTHY]]);

  /** Equal profiles have one number. */
  numberOf(findings: readonly Entry[]): number {
    const key = findings.map(({ rule, severity }) => `${rule} ${severity}`).join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.profiles.length === UNNUMBERED) return UNNUMBERED;
    this.numbers.set(key, this.profiles.length);
    return this.profiles.push(profileOf(findings)) - 1;
  }

  /** Of any number but UNNUMBERED. */
  get(number: number): FindingProfile {
    return this.profiles[number];
  }
}

export function profileOf(findings: readonly Entry[]): FindingProfile {
  const worst = SEVERITIES.find(severity => findings.some(finding => finding.severity === severity));
  return { entries: findings.map(({ rule, severity }) => ({ rule, severity })), worst };
}

/** What a row of the list shows of it: absent keys when there is none. */
export function marksOf({ entries, worst }: FindingProfile): Pick<CallSummary, 'findings' | 'severity'> {
  return worst === undefined ? {} : { findings: entries.length, severity: worst };
}
