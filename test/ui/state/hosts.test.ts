import { expect, test } from 'vitest';
import { EMPTY_HOSTS, onHostsAnswer, onHostsAsked, onHostsRefused } from '../../../ui/state/hosts.ts';
import { hostMap } from '../../support/ui-hosts.ts';

const KEY = { view: 'demo by alias', query: 'capture=demo&by=alias' };
const LATER = { view: 'demo by alias', query: 'capture=demo&by=alias&from=x' };
const OTHER = { view: 'demo by port', query: 'capture=demo&by=endpoint' };
const PROBLEM = { code: 'SIPA_X', message: 'no', hint: 'yes' };

test('what is shown stays while the same is asked again, and goes when something else is', () => {
  const shown = onHostsAnswer(onHostsAsked(EMPTY_HOSTS, KEY), KEY, hostMap());
  expect(shown).toMatchObject({ isAsked: false, map: { hostCount: 4 } });
  expect(onHostsAsked(shown, LATER).map).toBe(shown.map);
  expect(onHostsAsked(shown, OTHER).map).toBeUndefined();
});
test('an answer to an older question is left aside', () => {
  const asked = onHostsAsked(EMPTY_HOSTS, OTHER);
  expect(onHostsAnswer(asked, KEY, hostMap())).toBe(asked);
  expect(onHostsRefused(asked, KEY, PROBLEM)).toBe(asked);
});
test('a refusal is kept until the next answer', () => {
  const refused = onHostsRefused(onHostsAsked(EMPTY_HOSTS, KEY), KEY, PROBLEM);
  expect(refused.problem).toBe(PROBLEM);
  expect(onHostsAnswer(onHostsAsked(refused, KEY), KEY, hostMap()).problem).toBeUndefined();
});
