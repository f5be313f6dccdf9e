import { describe, expect, test } from 'vitest';
import type { LegFacts } from '../../../collector/findings/facts.ts';
import type { Found, LegRule } from '../../../collector/findings/rule.ts';
import { ALL_SYMPTOMS, findingsOfLeg, LEG_RULES, RULE_IDS, TRACE_RULES } from '../../../collector/findings/run.ts';
import { Symptom } from '../../../collector/findings/symptoms.ts';
import { story } from '../../support/story.ts';

const FOUND: Found = { severity: 'error', message: 'm', evidence: [], confidence: 'high', next: 'n' };

function rule(check: (leg: LegFacts) => readonly Found[], symptoms: number = Symptom.Retransmission): LegRule {
  return { id: 'made', title: 'Made', rfc: 'RFC 1', symptoms, check };
}

async function leg(): Promise<LegFacts> {
  const capture = await story().request('INVITE').repeat([500]).capture();
  const facts = capture.answers.factsOf(0);
  if (facts === undefined) throw new Error('no leg');
  return facts;
}

describe('the registry', () => {
  test('ids are unique and kebab-case', () => {
    expect(new Set(RULE_IDS).size).toBe(RULE_IDS.length);
    for (const id of RULE_IDS) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  test('each rule has a title, a section, and symptoms to wait for', () => {
    for (const { title, rfc } of [...LEG_RULES, ...TRACE_RULES]) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(rfc).not.toBe('');
    }
    for (const { symptoms } of LEG_RULES) expect(symptoms & ALL_SYMPTOMS).not.toBe(0);
  });
});

test('a rule whose symptoms the leg has not is not asked', async () => {
  const asked = rule(() => {
    throw new Error('asked');
  }, Symptom.Glare);
  expect(findingsOfLeg(await leg(), [asked])).toEqual([]);
});

test('what is found gets the rule, its section, the leg, and the time of its first message', async () => {
  const facts = await leg();
  expect(findingsOfLeg(facts, [rule(() => [{ ...FOUND, evidence: [1] }])])).toEqual([
    {
      rule: 'made',
      severity: 'error',
      message: 'm',
      callId: 'call-1',
      leg: 0,
      evidence: [1],
      streams: [],
      time: facts.messages[1].time,
      rfc: 'RFC 1',
      confidence: 'high',
      unknown: '',
      next: 'n',
    },
  ]);
});

test('evidence is in order, without repetition, at most 50, and the rest is counted', async () => {
  const evidence = [...Array.from({ length: 60 }, (_, i) => 59 - i), 3, 3];
  const [finding] = findingsOfLeg(await leg(), [rule(() => [{ ...FOUND, evidence }])]);
  expect(finding.evidence).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(finding.evidenceCut).toBe(10);
});

test('hostile values become visible, and sentences stay short', async () => {
  const message = `\u001b[2J\u202e${'x'.repeat(5000)}`;
  const [finding] = findingsOfLeg(await leg(), [rule(() => [{ ...FOUND, message, next: message, unknown: message }])]);
  for (const text of [finding.message, finding.next, finding.unknown]) {
    expect(text).toMatch(/^\\x1b\[2J\\u202ex+…$/);
    expect(text.length).toBe(600);
  }
});

test('the worst come first, then the earlier ones', async () => {
  const founds: Found[] = [
    { ...FOUND, severity: 'notice', message: '1' },
    { ...FOUND, severity: 'error', message: '2', time: 9 },
    { ...FOUND, severity: 'error', message: '3', time: 5 },
  ];
  expect(findingsOfLeg(await leg(), [rule(() => founds)]).map(finding => finding.message)).toEqual(['3', '2', '1']);
});
