import { expect, test } from 'vitest';
import { StoreController } from '../../../ui/controllers/store-controller.ts';
import { FakeHost } from '../../support/ui-host.ts';

test('a host redraws on changes while it is on the page', () => {
  const listeners = new Set<() => void>();
  const store = {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const host = new FakeHost();
  new StoreController(host, () => store);
  expect(listeners.size).toBe(0);
  host.connect();
  for (const listener of listeners) listener();
  expect(host.redraws).toBe(1);
  host.disconnect();
  expect(listeners.size).toBe(0);
});
