// Starts sipscope with a spool of its own for a bench, asks it how far it is, and ends it.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cpuSeconds } from './cpu.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const READY_WITHIN_MS = 20_000;
const SETTLED_WITHIN_MS = 120_000;
const SILENCE_MS = 5000;
const LOOK_EVERY_MS = 100;

/** Where the program runs and is asked from: here, or in a namespace (link.mjs). */
const HERE = {
  spawn: (command, options) => spawn(command[0], command.slice(1), options),
  run: (...command) => execFileSync(command[0], command.slice(1), { encoding: 'utf8' }),
};
const FETCH = 'fetch(process.argv[1]).then(r => r.text()).then(t => process.stdout.write(t))';

/** `args` as on the command line, without spool and port. Rejects when it does not come up. */
export async function startSipscope(args, place = HERE) {
  const spool = mkdtempSync(join(tmpdir(), 'sipscope-bench-'));
  const command = [process.execPath, ROOT, ...args, '--spool', spool, '--port', '0', '--no-open'];
  const child = place.spawn(command, { stdio: ['ignore', 'pipe', 'pipe'] });
  const address = await readAddress(child);
  const progress = () =>
    JSON.parse(place.run(process.execPath, '-e', FETCH, `${address}/api/captures`)).items[0].progress;
  const roots = [child.pid, JSON.parse(readFileSync(join(spool, 'recorder.json'), 'utf8')).pid];
  return {
    spool,
    address,
    /** Of the server, the recorder and what they started. */
    cpuSeconds: () => cpuSeconds(roots),
    /** The progress when `isEnough` says so, or when nothing has changed for a while. */
    async settle(isEnough) {
      const startedAt = performance.now();
      let [last, changedAt] = ['', performance.now()];
      for (;;) {
        const now = progress();
        const key = `${now.frames} ${now.dropped}`;
        if (key !== last) [last, changedAt] = [key, performance.now()];
        const isSilent = performance.now() - changedAt > SILENCE_MS;
        if (isEnough(now) || isSilent || performance.now() - startedAt > SETTLED_WITHIN_MS) return now;
        await setTimeout(LOOK_EVERY_MS);
      }
    },
    async stop() {
      const ended = new Promise(resolve => child.once('close', resolve));
      child.kill('SIGINT');
      await ended;
      rmSync(spool, { recursive: true });
    },
  };
}

function readAddress(child) {
  return new Promise((resolve, reject) => {
    let words = '';
    const late = setTimeout(READY_WITHIN_MS, undefined, { ref: false });
    late.then(() => reject(new Error(`sipscope is not ready: ${words}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', part => {
        words += part;
        const address = /dashboard at (http:\/\/[^/\s]+)/.exec(words)?.[1];
        if (address !== undefined) resolve(address);
      });
    }
    child.once('close', code => reject(new Error(`sipscope ended with ${code}: ${words}`)));
  });
}
