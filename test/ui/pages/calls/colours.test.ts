import { expect, test } from 'vitest';
import { edgeOf } from '../../../../ui/pages/calls/colours.ts';
import { COLOUR_MODES } from '../../../../ui/state/app-state.ts';
import { callRow } from '../../../support/ui-state.ts';

test('an edge has a colour in every mode, whatever the row', () => {
  for (const mode of COLOUR_MODES)
    for (const row of [callRow(1), callRow(2, { method: '__proto__', callId: '', state: 'failed' })])
      expect(edgeOf(mode, row)).toMatch(/^var\(--[\w-]+\)$/);
});
test('legs of one call have one colour', () => {
  const [a, b] = [callRow(1, { callGroup: 'x' }), callRow(2, { callGroup: 'x' })];
  expect(edgeOf('call', a)).toBe(edgeOf('call', b));
  expect(edgeOf('state', callRow(1, { state: 'failed' }))).toBe('var(--state-bad)');
});
