import { expect, test } from 'vitest';
import { ISUP_MESSAGES, ISUP_PARAMETERS } from '../../../../collector/sip/bodies/isup-names.ts';

test('every parameter that a message must have has a name', () => {
  for (const { fixed, variable } of Object.values(ISUP_MESSAGES))
    for (const code of [...fixed.map(([each]) => each), ...variable]) expect(ISUP_PARAMETERS[code]).toBeTruthy();
});
