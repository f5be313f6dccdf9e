import { expect, test } from 'vitest';
import { callsTexts } from '../../ui/texts-calls.ts';

test('every column has a title that fits a head, and a name', () => {
  for (const [title, name] of Object.values(callsTexts.callColumns)) {
    expect(title.length).toBeLessThanOrEqual(14);
    expect(name.length).toBeGreaterThan(2);
  }
});
