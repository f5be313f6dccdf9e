// Compares what sipscope recorded with what a tcpdump beside it recorded: messages, and their times.
//   compare-times.mjs BESIDE.txt OURS.txt CAPTURES.json ENGINE      lines of tshark, time first; the answer of /api/captures

import { readFileSync } from 'node:fs';

const LATE_SECONDS = { cap: 0.002, tcpdump: 0 };
const [beside, ours, captures, engine] = process.argv.slice(2);

/** Times by message; a message may come several times (retransmissions), in order. */
function read(path) {
  const times = new Map();
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const [time, ...rest] = line.split('\t');
    const key = rest.join('\t');
    times.set(key, [...(times.get(key) ?? []), BigInt(time.replace('.', ''))]);
  }
  return times;
}

const [theirs, mine] = [read(beside), read(ours)];
const total = times => [...times.values()].reduce((sum, list) => sum + list.length, 0);
const differences = [];
let missing = 0;
for (const [key, list] of theirs) {
  const found = mine.get(key) ?? [];
  missing += Math.max(0, list.length - found.length);
  list.forEach((time, i) => {
    if (found[i] !== undefined) differences.push(Math.abs(Number(found[i] - time)) / 1e9);
  });
}
differences.sort((a, b) => a - b);
const at = share => differences[Math.min(differences.length - 1, Math.floor(differences.length * share))];
const { messages, legs, dropped } = JSON.parse(readFileSync(captures, 'utf8')).items[0].progress;
const ms = seconds => `${(seconds * 1000).toFixed(3)} ms`;
console.log(
  `tcpdump beside: ${total(theirs)} messages; recorded: ${total(mine)}; shown: ${messages} in ${legs} calls; dropped: ${dropped}`,
);
console.log(`times apart (${engine}): p50 ${ms(at(0.5))}, p99 ${ms(at(0.99))}, largest ${ms(at(1))}`);
const isGood = missing === 0 && messages === total(theirs) && at(0.99) <= LATE_SECONDS[engine];
if (!isGood) console.error(`missing: ${missing}`);
process.exitCode = isGood ? 0 : 1;
