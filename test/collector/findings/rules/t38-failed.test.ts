import { expect, test } from 'vitest';
import { t38Failed } from '../../../../collector/findings/rules/t38-failed.ts';
import { at, type ExchangeCase, exchange, type MessageCase, mediaLeg } from '../../../support/media-leg.ts';

const fax = (what: ExchangeCase) =>
  exchange({
    media: 'image',
    protocol: 'udptl',
    t38: true,
    offered: 5000,
    answered: 5100,
    offer: 5,
    answer: 6,
    offeredBy: 'callee',
    ...what,
  });
const refused = (code: number, what: ExchangeCase = {}) =>
  fax({ answer: undefined, answered: undefined, rejected: code, ...what });
const messages: MessageCase[] = [
  { at: 0, line: 'INVITE' },
  { at: 1000, line: '200 INVITE' },
  { at: 5000, line: 'INVITE', cseq: 2, transaction: 1, inDialog: true },
];
const check = (...exchanges: ReturnType<typeof exchange>[]) =>
  t38Failed.check(mediaLeg({ exchanges: [exchange(), ...exchanges], messages }));

test('a re-INVITE to T.38 that is refused with 488', () => {
  const found = check(refused(488));
  expect(found).toMatchObject([{ severity: 'warning', evidence: [5], time: at(5000), confidence: 'high' }]);
  expect(found[0].message).toBe(
    'The callee offered T.38 and the caller refused it with 488: the fax goes on as audio, or fails.',
  );
});

test('a line of T.38 that is answered with port 0', () => {
  expect(check(fax({ caller: { port: 0 } }))[0].message).toContain('refused it with port 0');
});

test('tried twice', () => {
  expect(check(refused(488), refused(488, { offered: 6000, offer: 8 }))[0].message).toContain('with 488, 2 times');
});

test.each([
  ['T.38 accepted', [fax({})]],
  ['refused at first, accepted later', [refused(488), fax({ offered: 8000, answered: 8100 })]],
  ['glare, which is tried again', [refused(491)]],
  [
    'video refused',
    [exchange({ media: 'video', offered: 5000, answer: undefined, answered: undefined, rejected: 488 })],
  ],
  ['an offer still open', [fax({ answer: undefined, answered: undefined })]],
])('not told: %s', (_, exchanges) => {
  expect(check(...exchanges)).toEqual([]);
});

test('not told: a fax that was refused at the beginning of its call', () => {
  expect(t38Failed.check(mediaLeg({ exchanges: [refused(488)] }))).toEqual([]);
});
