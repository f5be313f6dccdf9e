// Texts of an index in small letters, to be put into order: a copy of their bytes for the time of a sort. Bytes of UTF-8 order as code
// points do.

import { LOWER } from '../bytes/ascii.ts';
import type { TextIndex } from '../store/text-index.ts';
import { inSteps } from './slices.ts';
import { giveBack, takeFloat64 } from './spare-arrays.ts';
import type { Texts } from './text-order.ts';

const FIRST_NOT_ASCII = 0x80;
/** Texts that are copied between two looks at the clock. */
const TEXTS_A_STEP = 16_384;

export interface FoldedTexts extends Texts {
  isEqual(one: number, other: number): boolean;
  /** Nothing more is asked of them. */
  end(): void;
}

/** The first `count` texts. Yields now and then. */
export function* foldedTexts(index: TextIndex, count: number): Generator<undefined, FoldedTexts> {
  const used = index.startOf(count);
  const bytes = Buffer.allocUnsafe(used);
  const starts = takeFloat64(count);
  const ends = takeFloat64(count);
  /** Texts beyond ASCII: what small letters make of them may be longer, so each has bytes of its own behind the others. */
  const odd: Buffer[] = [];
  let end = used;
  yield* inSteps(count, TEXTS_A_STEP, (from, to) => {
    const source = index.bytes;
    for (let number = from; number < to; number++) {
      starts[number] = index.startOf(number);
      ends[number] = index.startOf(number + 1);
      let isOdd = false;
      for (let at = starts[number]; at < ends[number]; at++) {
        bytes[at] = LOWER[source[at]];
        isOdd ||= source[at] >= FIRST_NOT_ASCII;
      }
      if (!isOdd) continue;
      const lower = Buffer.from(Buffer.from(index.text(number), 'latin1').toString('utf8').toLowerCase());
      odd.push(lower);
      starts[number] = end;
      end += lower.length;
      ends[number] = end;
    }
  });
  return textsIn(odd.length === 0 ? bytes : Buffer.concat([bytes, ...odd]), starts, ends);
}

function textsIn(bytes: Buffer, starts: Float64Array, ends: Float64Array): FoldedTexts {
  const compare = (one: number, other: number): number =>
    bytes.compare(bytes, starts[other], ends[other], starts[one], ends[one]);
  return {
    count: starts.length,
    lengthOf: number => ends[number] - starts[number],
    charOf: (number, at) => bytes[starts[number] + at],
    compare,
    end: () => {
      giveBack(starts);
      giveBack(ends);
    },
    isEqual: (one, other) => {
      const length = ends[one] - starts[one];
      if (length !== ends[other] - starts[other]) return false;
      let at = 0;
      while (at < length && bytes[starts[one] + at] === bytes[starts[other] + at]) at++;
      return at === length;
    },
  };
}
