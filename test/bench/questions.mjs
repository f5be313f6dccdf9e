// What questions cost beside the reading of the same capture: findings, calls, key figures. Run after a build:
//   node test/bench/questions.mjs [FILE] [--runs N] [--only QUESTION]     FILE: any capture; default the 100,000 calls of `npm run bench`
// Each question is asked in a process of its own, when the capture has been read; key figures also while it is being read, as a page
// that watches a live capture does. CPU is that of all threads of the process, start-up left out: the compiler and the garbage
// collector are in it. What reading left in the nursery is collected before the question, for it is no garbage of the question's.
// Shares are of the reading in the same run, so that a busy machine spoils them less than it spoils seconds.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { provideCapture } from './capture-file.mjs';
import { millis, table } from './table.mjs';

const DIST = new URL('../../dist/collector/', import.meta.url);
const from = path => import(new URL(path, DIST).href);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, only: { type: 'string' }, ask: { type: 'string' } },
});

const MINUTE = 60_000_000;
/**
 * By name: asks a capture, gives a number that must be the same in each run. Before findings, legs are joined to calls: some are about
 * legs together, and whoever reads findings has calls before him; what that costs is a question of its own.
 */
const FIRST = { findings: capture => capture.answers.groups() };
const QUESTIONS = {
  findings: async capture => (await capture.answers.findings({ offset: 0, limit: 1 })).total,
  calls: async capture => (await capture.answers.groups()).length,
  'key figures': async capture => (await capture.answers.kpi({})).calls.attempts,
  'key figures by minute': async capture => (await capture.answers.kpi({ bucket: MINUTE })).calls.attempts,
};
const GROWING = 'key figures by minute, each 1 % of the capture';

const path = positionals[0] ?? provideCapture({}).path;
if (values.ask === undefined) printAll();
else console.log(JSON.stringify(await (values.ask === GROWING ? askWhileReading() : askAfterReading(values.ask))));

function cpuMillis() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function askAfterReading(name) {
  const { Capture } = await from('capture.js');
  const before = cpuMillis();
  const capture = await Capture.open({ id: 'bench', paths: [path] });
  await capture.read(() => {});
  const read = cpuMillis();
  await FIRST[name]?.(capture);
  globalThis.gc({ type: 'minor' });
  const start = cpuMillis();
  const found = await QUESTIONS[name](capture);
  const asked = cpuMillis();
  await QUESTIONS[name](capture);
  const again = cpuMillis();
  await capture.close();
  return { found, reading: read - before, first: asked - start, again: again - asked };
}

/** From the second half of the capture on; nothing is read meanwhile, so that the two can be told apart. */
async function askWhileReading() {
  const { Capture } = await from('capture.js');
  const { KpiBook } = await from('query/kpi-book.js');
  const { kpiSteps } = await from('query/kpi.js');
  const { atOnce } = await from('query/slices.js');
  const before = cpuMillis();
  const capture = await Capture.open({ id: 'bench', paths: [path] });
  let book;
  const costs = [];
  let found = 0;
  await capture.read(() => {
    const { bytesRead, bytesTotal } = capture.progress();
    if (bytesRead < bytesTotal * (0.5 + 0.01 * costs.length)) return;
    const start = cpuMillis();
    // The sources of `capture.answers.kpi`, which would work in slices between those of the reading.
    const sources = capture.sources();
    book ??= new KpiBook(sources.store);
    found = atOnce(kpiSteps(sources, { bucket: MINUTE }, book)).calls.attempts;
    costs.push(cpuMillis() - start);
  });
  const reading = cpuMillis() - before - costs.reduce((sum, cost) => sum + cost, 0);
  await capture.close();
  const [first, ...others] = costs;
  return { found, reading, first, again: others.sort((a, b) => a - b)[others.length >> 1] };
}

function printAll() {
  const runs = Number(values.runs);
  const names = [...Object.keys(QUESTIONS), GROWING].filter(name => name.startsWith(values.only ?? ''));
  const rows = names.map(name => {
    const { found, reading, first, again } = medianOf(name, runs);
    const share = cost => `${((cost / reading) * 100).toFixed(1)} %`;
    return [name, String(found), millis(reading), millis(first), share(first), millis(again), share(again)];
  });
  console.log(`${path}, median of ${runs}\n`);
  console.log(table(['question', 'found', 'reading', 'first time', '', 'asked again', ''], rows));
}

/** The run whose first answer had the median share of the reading. */
function medianOf(name, runs) {
  const script = fileURLToPath(import.meta.url);
  const all = [];
  for (let run = 0; run < runs; run++) {
    all.push(
      JSON.parse(execFileSync(process.execPath, ['--expose-gc', script, path, '--ask', name], { encoding: 'utf8' })),
    );
  }
  if (new Set(all.map(one => one.found)).size > 1) throw new Error(`${name}: each run found something else`);
  return all.sort((a, b) => a.first / a.reading - b.first / b.reading)[(runs - 1) >> 1];
}
