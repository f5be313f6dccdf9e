import { expect, test } from 'vitest';
import { shapeLadder } from '../../../../ui/ladder/shape.ts';
import { LadderExports } from '../../../../ui/pages/call/ladder-exports.ts';
import { START_VIEW } from '../../../../ui/state/ladder-view.ts';
import { ladder } from '../../../support/ui-ladder.ts';
import { at, storeWith } from '../../../support/ui-store.ts';

class Host extends EventTarget {
  redraws = 0;
  requestUpdate(): void {
    this.redraws += 1;
  }
}

function exporting(isMerged = false) {
  const host = new Host();
  const store = storeWith(at({ page: 'call', capture: 'a b', leg: 7, isMerged }));
  const input = { store, shown: shapeLadder(ladder(2), START_VIEW), colour: 'class' as const, name: 'x/y@host' };
  return { host, exports: new LadderExports(host, () => input) };
}

test('the address of the whole call names its legs and how times are told', () => {
  expect(exporting().exports.url).toBe('/api/calls/a%20b%3A7/export?legs=own&times=relative');
  expect(exporting(true).exports.url).toContain('legs=all');
});
test('packets are an errand, under a name that is no path', () => {
  const { host, exports } = exporting();
  const orders: unknown[] = [];
  host.addEventListener('errand', event => event instanceof CustomEvent && orders.push(event.detail));
  exports.savePackets(true);
  expect(orders).toMatchObject([{ verb: 'save-packets', call: 'a b:7', isWhole: false, hasMedia: true }]);
  expect(JSON.stringify(orders)).not.toContain('x/y');
});
test('what became of a copy is said', async () => {
  const { host, exports } = exporting();
  await exports.run({ format: 'text', isCopied: true });
  expect(exports.said).not.toBe('');
  expect(host.redraws).toBe(1);
});
