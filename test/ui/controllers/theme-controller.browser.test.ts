import { afterEach, expect, test } from 'vitest';
import { ThemeController } from '../../../ui/controllers/theme-controller.ts';
import { FakeHost } from '../../support/ui-host.ts';

afterEach(() => document.documentElement.removeAttribute('data-theme'));
const nextTask = (): Promise<void> => new Promise(done => setTimeout(done));

test('who paints hears of another theme while it is on the page', async () => {
  let painted = 0;
  const host = new FakeHost();
  new ThemeController(host, () => {
    painted += 1;
  });
  host.connect();
  document.documentElement.dataset['theme'] = 'dark';
  await nextTask();
  expect(painted).toBe(1);
  host.disconnect();
  document.documentElement.dataset['theme'] = 'light';
  await nextTask();
  expect(painted).toBe(1);
});
