import { expect, test } from 'vitest';
import { NumberAndTime } from '../../../collector/links/number-and-time.ts';
import { trace } from '../../support/trace.ts';

const IN = { from: '10.0.0.1:5060', to: '10.0.0.2:5060' };
const OUT = { from: '10.0.0.2:5060', to: '10.0.0.3:5060' };

function linksOf(t: ReturnType<typeof trace>) {
  const finder = new NumberAndTime(t.store);
  const isFound = t.store.legs.map(leg => finder.onLeg(leg));
  return { isFound, links: [...finder.links()] };
}

test('both numbers the same, through one host', () => {
  const t = trace()
    .request('INVITE', { ...IN, callId: 'a' })
    .request('INVITE', { ...OUT, callId: 'b' });
  const { isFound, links } = linksOf(t);
  expect(isFound).toEqual([false, true]);
  expect(links).toMatchObject([{ from: 0, to: 1, score: 50, joins: true, detail: expect.stringContaining('bob') }]);
});

test('legs that are no calls, and those whose beginning was not seen, are left out', () => {
  const t = trace()
    .request('MESSAGE', { ...IN, callId: 'a' })
    .request('MESSAGE', { ...OUT, callId: 'b' });
  t.request('BYE', { ...IN, callId: 'c', toTag: 'x' }).request('INVITE', { ...OUT, callId: 'd' });
  expect(linksOf(t).links).toEqual([]);
});

test('a crowd costs little and joins nobody', () => {
  const t = trace();
  for (let i = 0; i < 1000; i++) t.request('INVITE', { ...IN, callId: `in${i}`, at: i });
  for (let i = 0; i < 1000; i++) t.request('INVITE', { ...OUT, callId: `out${i}`, at: 1000 + i });
  const { links } = linksOf(t);
  expect(links.some(link => link.joins)).toBe(false);
  expect(links.length).toBeLessThanOrEqual(3000);
});
