import { expect, test } from 'vitest';
import { readSubscriptionState } from '../../../collector/query/subscription-state.ts';

test('states with their parameters', () => {
  expect(readSubscriptionState('Terminated;reason=timeout;retry-after=5')).toEqual({
    state: 'terminated',
    reason: 'timeout',
    expires: undefined,
  });
  expect(readSubscriptionState('active;expires=600')).toMatchObject({ state: 'active', expires: 600 });
  expect(readSubscriptionState('active;expires=soon').expires).toBeUndefined();
  expect(readSubscriptionState('').state).toBe('active');
});
