import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEG_STATES } from '../../../../collector/model/leg.ts';
import { MEANING, stateToken } from '../../../../ui/pages/calls/meaning.ts';
import { shared } from '../../../../ui/styles/shared.ts';

test('every state means something, in a colour that words and bars have', () => {
  const theme = readFileSync(new URL('../../../../ui/styles/theme.css', import.meta.url), 'utf8');
  for (const state of LEG_STATES) {
    expect(theme).toContain(`${stateToken(state)}: light-dark(`);
    expect(shared.cssText).toMatch(new RegExp(`\\.ink-${MEANING[state]} \\{\\s*color: var\\(${stateToken(state)}\\);`));
  }
});
