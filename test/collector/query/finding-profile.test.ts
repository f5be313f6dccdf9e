import { expect, test } from 'vitest';
import type { Finding, Severity } from '../../../collector/model/finding.ts';
import { FindingProfiles, HEALTHY, profileOf, UNNUMBERED } from '../../../collector/query/finding-profile.ts';

function finding(rule: string, severity: Severity): Finding {
  return {
    rule,
    severity,
    message: '',
    callId: '',
    evidence: [],
    streams: [],
    time: 0,
    rfc: '',
    confidence: 'high',
    unknown: '',
    next: '',
  };
}

test('a profile says which rules spoke, and how badly', () => {
  expect(profileOf([finding('a', 'notice'), finding('b', 'warning')])).toEqual({
    entries: [
      { rule: 'a', severity: 'notice' },
      { rule: 'b', severity: 'warning' },
    ],
    worst: 'warning',
  });
  expect(profileOf([])).toEqual({ entries: [] });
});

test('equal profiles have one number, that of none is HEALTHY', () => {
  const profiles = new FindingProfiles();
  expect(profiles.numberOf([])).toBe(HEALTHY);
  const number = profiles.numberOf([finding('a', 'error')]);
  expect(profiles.numberOf([finding('a', 'error')])).toBe(number);
  expect(profiles.numberOf([finding('a', 'warning')])).not.toBe(number);
  expect(profiles.get(number).worst).toBe('error');
});

test('when numbers run out, known profiles keep theirs and new ones get none', () => {
  const profiles = new FindingProfiles();
  for (let i = 0; i < UNNUMBERED; i++) profiles.numberOf([finding(`r${i}`, 'error')]);
  expect(profiles.numberOf([finding('new', 'error')])).toBe(UNNUMBERED);
  expect(profiles.numberOf([finding('r0', 'error')])).toBe(1);
});
