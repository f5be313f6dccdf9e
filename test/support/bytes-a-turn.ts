// Measures what a hot path makes.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * Bytes of heap that a turn takes once the code is compiled, in which alone numbers above 2**31 are not boxed: the least of
 * several measures, each of few enough turns that no collection comes between.
 */
export function bytesATurn(turn: () => void, turns = 10_000): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 10; round++) {
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < turns; at++) turn();
    least = Math.min(least, (process.memoryUsage().heapUsed - before) / turns);
  }
  return least;
}
