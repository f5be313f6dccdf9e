import { expect, test } from 'vitest';
import { scanner } from '../../../../collector/findings/rules/scanner.ts';
import type { SourceFacts } from '../../../../collector/findings/source-facts.ts';
import { second, source, traceFacts } from '../../../support/trace-facts.ts';

const check = (what: Partial<SourceFacts>, headers = 'User-Agent: Phone 1.0') =>
  scanner.check(traceFacts({ sources: [source('10.0.0.66', what)], headers: { 0: headers } }));

test.each(['friendly-scanner', 'sipvicious', 'pplsip', 'sundayddr', 'sipcli/v1.8', 'SIPTester PPLSIP'])(
  'User-Agent %s',
  agent => {
    const found = check({ legs: 1, unanswered: 1, messages: [0] }, `User-Agent: ${agent}`);
    expect(found).toMatchObject([{ severity: 'warning', confidence: 'high', evidence: [0] }]);
    expect(found[0].message).toContain(`it calls itself "${agent}"`);
  },
);

test('a tool that only asks who is there, and is answered', () => {
  expect(check({ legs: 1, accepted: 1, asksOnly: true }, 'User-Agent: friendly-scanner')).toHaveLength(1);
});

test('a tool that got something is worse', () => {
  const found = check({ legs: 4, refused: 3, accepted: 1 }, 'From: "sipvicious" <sip:100@1.1.1.1>;tag=1');
  expect(found).toMatchObject([{ severity: 'error', evidence: [0] }]);
  expect(found[0].message).toContain('1 were accepted');
});

test('many users, nearly all refused', () => {
  const found = check({ legs: 101, refused: 90, unanswered: 10, targets: 95, messages: [1, 2] });
  expect(found).toMatchObject([{ severity: 'warning', confidence: 'medium', evidence: [1, 2] }]);
  expect(found[0].message).toContain('tried 95 users in 1 min and 99 % of its 101 requests');
});

test('one user again and again', () => {
  const found = check({ legs: 40, refused: 40, targets: 1, mostAboutOne: 80, oneTarget: '100', lastTime: second(40) });
  expect(found[0].message).toContain('was refused 80 times for the user 100 in 40 s');
});

test.each<[string, Partial<SourceFacts>, string?]>([
  ['a phone', { legs: 3 }],
  [
    'a phone with a wrong password that waits between tries',
    { legs: 60, refused: 60, targets: 1, mostAboutOne: 120, lastTime: second(3600) },
  ],
  ['a PBX of 50 users whose trunk is down', { legs: 500, unanswered: 500, targets: 50 }],
  ['a dialler that meets many dead numbers', { legs: 1000, refused: 400, targets: 400 }],
  ['a PBX of 19 accounts that were deleted', { legs: 19, refused: 19, targets: 19 }],
  ['sipsak, by which operators watch', { legs: 5 }, 'User-Agent: sipsak 0.9.7'],
  ['an application that calls itself a client', { legs: 5 }, 'User-Agent: SIPClient/1.0'],
  ['a product with scan in its name', { legs: 5 }, 'User-Agent: Cannon ScanFront 400'],
])('not told: %s', (_, what, headers) => {
  expect(check(what, headers)).toEqual([]);
});
