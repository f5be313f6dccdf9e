// The answer about a call, whose ladder comes in its short form, as the page has it.

import { unpackLadder } from '../../collector/ladder/packed.ts';
import type { PackedLadder } from '../../server/wire/types.ts';
import type { ShownCall } from '../state/app-state.ts';

export type PackedCall = Omit<ShownCall, 'ladder'> & { readonly packedLadder: PackedLadder };

export function unpackCall({ packedLadder, ...call }: PackedCall): ShownCall {
  return { ...call, ladder: unpackLadder(packedLadder) };
}
