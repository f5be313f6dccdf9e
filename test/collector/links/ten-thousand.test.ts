// Many calls through one B2BUA at once, of which nobody but number, host and time tell anything (SEMANTICS §5): made from a seed, joined, and
// counted against what was made. The figures stand in collector/links/README.md.

import { expect, test } from 'vitest';
import { CallLinks } from '../../../collector/links/call-links.ts';
import { LinkBook } from '../../../collector/links/link-book.ts';
import { callIdText } from '../../../collector/query/summary.ts';
import { callSources } from '../../support/call-sources.ts';
import { type Trace, trace } from '../../support/trace.ts';

const CALLS = 10_000;
const B2BUA = '10.0.0.2:5060';
/** ms between two calls: 200 a second, all up at the same time. */
const EVERY = 5;

/** Seeded, so that a failure can be looked at again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Kind {
  /** Each leg that arrives has one that leaves; else the one that leaves is of somebody else. */
  readonly isPaired: boolean;
  /** Called numbers there are: the fewer, the more are dialled at the same time. */
  readonly numbers: number;
  /** How the B2BUA changes the caller: not at all, withheld, its own number. */
  readonly caller: 'kept' | 'withheld' | 'rewritten';
}

interface Counted {
  right: number;
  wrong: number;
  alone: number;
}

function tell({ isPaired, numbers, caller }: Kind): Trace {
  const next = random(7);
  const called = (): string => `49${String(3_000_000_000 + Math.floor(next() * numbers) * 7919)}`;
  const person = (): string => `49${Math.floor(1_000_000_000 + next() * 8_999_999_999)}`;
  const t = trace();
  const invite = (callId: string, from: string, to: string, a: string, b: string, at: number): void => {
    const names = { callId, at, from, to, fromUser: a, toUser: b };
    t.request('INVITE', names);
  };
  const waiting: { at: number; say: () => void }[] = [];
  for (let i = 0; i < CALLS; i++) {
    const at = i * EVERY;
    const [one, other] = [called(), isPaired ? undefined : called()];
    const from = person();
    const shown = { kept: from, withheld: 'anonymous', rewritten: '4930000000' }[caller];
    const phone = `10.1.${i % 200}.${i % 250}:5060`;
    waiting.push({ at, say: () => invite(`in-${i}`, phone, B2BUA, from, one, at) });
    const later = at + 10 + Math.floor(next() * 60);
    const gateway = `10.2.0.${1 + (i % 9)}:5060`;
    waiting.push({
      at: later,
      say: () => invite(`out-${i}`, B2BUA, gateway, isPaired ? shown : person(), other ?? one, later),
    });
  }
  for (const { say } of waiting.sort((a, b) => a.at - b.at)) say();
  return t;
}

async function count(kind: Kind): Promise<Counted> {
  const t = tell(kind);
  const { bytes, store } = await callSources(t);
  const links = new CallLinks(store, bytes, { rules: [], book: new LinkBook(), callIdText });
  links.refresh(true);
  const counted = { right: 0, wrong: 0, alone: 0 };
  for (const legs of links.several()) {
    const numbers = new Set(legs.map(leg => callIdText(store, store.legs[leg]).split('-')[1]));
    if (kind.isPaired && legs.length === 2 && numbers.size === 1) counted.right++;
    else counted.wrong++;
  }
  if (kind.isPaired) counted.alone = CALLS - counted.right - counted.wrong;
  else counted.alone = CALLS - counted.wrong;
  return counted;
}

const MANY = 1_000_000;

test.each<readonly [string, Kind]>([
  ['unrelated, a million numbers', { isPaired: false, numbers: MANY, caller: 'kept' }],
  ['unrelated, a hundred numbers', { isPaired: false, numbers: 100, caller: 'kept' }],
])('10,000 legs in and 10,000 out, %s: none is joined', async (_, kind) => {
  expect(await count(kind)).toEqual({ right: 0, wrong: 0, alone: CALLS });
});

test.each<readonly [string, Kind, number]>([
  ['the caller kept', { isPaired: true, numbers: MANY, caller: 'kept' }, 10_000],
  ['the caller kept, a hundred numbers', { isPaired: true, numbers: 100, caller: 'kept' }, 10_000],
  ['the caller withheld', { isPaired: true, numbers: MANY, caller: 'withheld' }, 9900],
  ['the caller withheld, a hundred numbers', { isPaired: true, numbers: 100, caller: 'withheld' }, 0],
  ['the caller rewritten', { isPaired: true, numbers: MANY, caller: 'rewritten' }, 0],
])('10,000 real pairs, %s: none is joined wrongly', async (_, kind, least) => {
  const counted = await count(kind);
  expect(counted.wrong).toBe(0);
  expect(counted.right).toBeGreaterThanOrEqual(least);
});
