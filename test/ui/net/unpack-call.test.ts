import { expect, test } from 'vitest';
import { packLadder } from '../../../collector/ladder/packed.ts';
import { unpackCall } from '../../../ui/net/unpack-call.ts';

import { ladder } from '../../support/ui-ladder.ts';
import { callRow } from '../../support/ui-state.ts';

test('a call has its ladder row by row, and the rest as it came', () => {
  const rest = { call: callRow(3), transitions: [], dialogs: [], streams: [], findings: [] };
  expect(unpackCall({ ...rest, packedLadder: packLadder(ladder(3)) })).toEqual({ ...rest, ladder: ladder(3) });
});
