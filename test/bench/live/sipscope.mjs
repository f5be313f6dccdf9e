// One run of `sipscope live`: recorded and analysed while the frames come, then counted in the spool by the program itself.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cpuSeconds } from './cpu.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const READY_WITHIN_MS = 20_000;
const ANALYSED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

export async function runSipscope({ link, path, loops, rate, engine }) {
  const spool = mkdtempSync(join(tmpdir(), 'sipscope-bench-'));
  const command = [process.execPath, ROOT, 'live', '-i', link.device, '--engine', engine, '--spool', spool];
  const child = link.spawnReceiver([...command, '--port', '0', '--no-open'], { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const address = await readAddress(child);
    const ask = question => JSON.parse(link.runReceiver(process.execPath, '-e', FETCH, `${address}${question}`));
    const roots = [child.pid, status(spool).pid];
    const before = cpuSeconds(roots);
    const sent = await link.send({ path, loops, rate });
    const endedAt = performance.now();
    const { frames, dropped } = await settle(ask, sent.sent, endedAt);
    const lagSeconds = (performance.now() - endedAt) / 1000;
    const cpu = cpuSeconds(roots) - before;
    return { ...sent, received: frames, counted: dropped, lagSeconds, cpu: `${cpu.toFixed(1)} s` };
  } finally {
    const ended = new Promise(resolve => child.once('close', resolve));
    child.kill('SIGINT');
    await ended;
    rmSync(spool, { recursive: true });
  }
}

const FETCH = 'fetch(process.argv[1]).then(r => r.text()).then(t => process.stdout.write(t))';

const status = spool => JSON.parse(readFileSync(join(spool, 'recorder.json'), 'utf8'));

function readAddress(child) {
  return new Promise((resolve, reject) => {
    let words = '';
    const give = setTimeout(READY_WITHIN_MS).then(() => reject(new Error(`sipscope is not ready: ${words}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', part => {
        words += part;
        const address = /dashboard at (http:\/\/[^/\s]+)/.exec(words)?.[1];
        if (address !== undefined) resolve(address);
      });
    }
    child.on('close', code => reject(new Error(`sipscope ended with ${code}: ${words}`)));
    return give;
  });
}

/** Waits until every frame that was sent is analysed or counted as lost, or nothing has changed for two seconds. */
async function settle(ask, sent, from) {
  let last = { frames: -1, dropped: 0 };
  let changedAt = performance.now();
  while (performance.now() - from < ANALYSED_WITHIN_MS) {
    const { frames, dropped } = ask('/api/captures').items[0].progress;
    if (frames !== last.frames || dropped !== last.dropped) changedAt = performance.now();
    last = { frames, dropped };
    if (frames + dropped >= sent || performance.now() - changedAt > 2000) break;
    await setTimeout(LOOK_EVERY_MS);
  }
  return last;
}
