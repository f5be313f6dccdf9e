import type { ReactiveControllerHost } from 'lit';
import { expect, test } from 'vitest';
import { PrintController } from '../../../ui/ladder/print-controller.ts';

test('whoever is printed draws before the event is over, and again after it', () => {
  const host: ReactiveControllerHost = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  };
  const drawn: boolean[] = [];
  const controller = new PrintController(
    host,
    () => drawn.push(controller.isPrinting),
    () => true,
  );
  controller.hostConnected();
  window.dispatchEvent(new Event('beforeprint'));
  expect(document.documentElement.hasAttribute('data-broad')).toBe(true);
  window.dispatchEvent(new Event('afterprint'));
  expect(document.documentElement.hasAttribute('data-broad')).toBe(false);
  controller.hostDisconnected();
  window.dispatchEvent(new Event('beforeprint'));
  expect(drawn).toEqual([true, false]);
});
