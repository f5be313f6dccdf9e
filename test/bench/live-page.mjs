// The list of calls while 500 new ones come each second: what the page costs, and whether its memory stays. Run after a build:
//   node test/bench/live-page.mjs [--minutes N] [--rate CALLS]       default 10 minutes, 500 calls a second; exit code 1 when a goal is missed
// A sender says short calls as HEP over TCP to `serve --hep`; Chromium (SIPSCOPE_CHROMIUM names another) watches the list. CPU of the page
// is the time that its main thread had tasks (CDP, TaskDuration); memory is the JavaScript heap after a garbage collection.

import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright';
import { quantile } from './browser/figures.mjs';
import { startSipscope } from './live/server.mjs';
import { count, table } from './table.mjs';

const SENDER = fileURLToPath(new URL('live/send-calls.mjs', import.meta.url));
const PROBE = fileURLToPath(new URL('browser/probe.js', import.meta.url));
const HOST = '127.0.0.1';
const LOOK_EVERY_MS = 15_000;
/** Until the page has what came last. */
const SETTLE_MS = 3000;
const GOAL = { pageCpu: 0.5, heapGrowth: 1.2 };
/** A heap that is measured so coarsely may differ by so much. */
const HEAP_NOISE = 2e6;

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, rate: { type: 'string', default: '500' } },
});
const seconds = Number(options.minutes) * 60;
const port = await freePort();
const sipscope = await startSipscope(['serve', '--hep', `tcp:${HOST}:${port}`]);
const browser = await chromium.launch({
  executablePath: process.env.SIPSCOPE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript({ path: PROBE });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const sending = promisify(execFile)(process.execPath, [SENDER, HOST, String(port), options.rate, String(seconds)]);
  await page.goto(`${sipscope.address}/calls`);
  await page.evaluate(() => window.bench.painted(() => window.bench.hasRows(), 60_000));
  const looks = await watch(page, devtools, sending);
  const sent = JSON.parse((await sending).stdout);
  const progress = await sipscope.settle(({ messages }) => messages >= sent.messages);
  await setTimeout(SETTLE_MS);
  const rows = await page.evaluate(() => window.bench.state().list.total);
  tell(looks, sent, progress, rows);
} finally {
  await browser.close();
  await sipscope.stop();
}

async function watch(page, devtools, sending) {
  const looks = [await look(page, devtools)];
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  sending.then(over, over);
  while (!isOver) {
    await setTimeout(LOOK_EVERY_MS);
    looks.push(await look(page, devtools));
    const { at, rows, heap, load, collector } = looks.at(-1);
    const share = cpuShare(looks.slice(-2));
    console.error(
      `${Math.round(at / 1000)} s: ${count(rows)} rows, page ${percent(share)}, heap ${megabytes(heap)}, program ${collector.toFixed(1)} s, load ${load}`,
    );
  }
  return looks;
}

async function look(page, devtools) {
  const metrics = async () => {
    const { metrics: all } = await devtools.send('Performance.getMetrics');
    return Object.fromEntries(all.map(({ name, value }) => [name, value]));
  };
  const before = await metrics();
  const at = performance.now();
  // The collection is none of the page's own work: what is counted begins behind it.
  await devtools.send('HeapProfiler.collectGarbage');
  const after = await metrics();
  return {
    at,
    busyUntil: before.TaskDuration,
    busyFrom: after.TaskDuration,
    from: performance.now(),
    heap: after.JSHeapUsedSize,
    nodes: after.Nodes,
    rows: await page.evaluate(() => window.bench.state().list.total),
    collector: sipscope.cpuSeconds(),
    load: loadavg()[0].toFixed(1),
  };
}

/** Of a core, between the first and the last look. */
function cpuShare(looks) {
  let [busy, wall] = [0, 0];
  for (let at = 1; at < looks.length; at++) {
    busy += looks[at].busyUntil - looks[at - 1].busyFrom;
    wall += (looks[at].at - looks[at - 1].from) / 1000;
  }
  return busy / wall;
}

function tell(looks, sent, progress, rows) {
  const heaps = looks.slice(1).map(({ heap }) => heap);
  const half = heaps.length >> 1;
  const [early, late] = [quantile(heaps.slice(0, half), 0.5), quantile(heaps.slice(half), 0.5)];
  const [first, last] = [looks[0], looks.at(-1)];
  const cpu = cpuShare(looks);
  const isFlat = late <= early * GOAL.heapGrowth + HEAP_NOISE;
  const isWhole = rows === progress.legs && progress.messages === sent.messages;
  const isCheap = cpu < GOAL.pageCpu;
  const wall = (last.at - first.at) / 1000;
  console.log(
    table(
      ['what', 'measured', 'goal', ''],
      [
        ['calls, messages sent', `${count(sent.calls)}, ${count(sent.messages)}`, '', ''],
        ['messages analysed, dropped', `${count(progress.messages)}, ${count(progress.dropped)}`, '', ''],
        [
          'calls of the program; rows of the page',
          `${count(progress.legs)}, ${count(rows)}`,
          'equal',
          verdict(isWhole),
        ],
        ['CPU of the page, of a core', percent(cpu), `< ${percent(GOAL.pageCpu)}`, verdict(isCheap)],
        [
          'heap after collection, early and late half',
          `${megabytes(early)}, ${megabytes(late)}`,
          'flat',
          verdict(isFlat),
        ],
        ['DOM nodes, first and last look', `${count(first.nodes)}, ${count(last.nodes)}`, '', ''],
        ['CPU of server and recorder, of a core', percent((last.collector - first.collector) / wall), '', ''],
        ['load average, first and last look', `${first.load}, ${last.load}`, '', ''],
      ],
    ),
  );
  process.exitCode = isWhole && isCheap && isFlat ? 0 : 1;
}

function verdict(isMet) {
  return isMet ? 'met' : 'MISSED';
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

async function freePort() {
  const server = createServer().listen(0, HOST);
  await new Promise(resolve => server.once('listening', resolve));
  const { port: free } = server.address();
  await new Promise(resolve => server.close(resolve));
  return free;
}
