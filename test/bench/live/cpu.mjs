// CPU time of a process and everything it started, while it lives.

import { readdirSync, readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** By process: its command in a word, its parent, its CPU seconds. */
function processes() {
  const found = new Map();
  for (const name of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      const command = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
      found.set(Number(name), {
        command,
        parent: Number(fields[1]),
        seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
      });
    } catch (error) {
      // It ended between the two looks.
      if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    }
  }
  return found;
}

/** CPU seconds of `roots` and of all their descendants, summed. */
export function cpuSeconds(roots) {
  const all = processes();
  const isBelow = pid => {
    for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (roots.includes(at)) return true;
    return false;
  };
  let sum = 0;
  for (const [pid, { seconds }] of all) if (isBelow(pid)) sum += seconds;
  return sum;
}
