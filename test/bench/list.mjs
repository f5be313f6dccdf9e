// What questions of the list cost over a large capture: filters, sorts, facets, charts of the overview. Run after a build:
//   node test/bench/list.mjs [FILE] [--only TEXT] [--unprepared]     FILE: any capture; default a million short calls
// Asked of a capture that has made in idle time what a dashboard's has; --unprepared: of one that was read that moment.
// CPU of all threads of this process in ms, the compiler and the garbage collector in it: for the first question and for the same
// field asked for another value, which is what a person who refines a filter waits for. Goal of a filter: 300 ms.

import { parseArgs } from 'node:util';
import { provideCapture } from './capture-file.mjs';
import { count, megabytes, millis, table } from './table.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, unprepared: { type: 'boolean', default: false } },
});
const { Capture } = await import(new URL('../../dist/collector/capture.js', import.meta.url).href);

/** Each with a second value: the answer to the first is of no use to it. */
const FILTERS = [
  ['state = failed', 'state = busy'],
  ['code >= 400 and code < 500', 'code >= 500 and code < 600'],
  ['from ~ "42"', 'from ~ "57"'],
  ['to ~ "+4930"', 'to ~ "+4989"'],
  ['fromUser = "4242"', 'fromUser = "5757"'],
  ['user ~ "4242"', 'user ~ "5757"'],
  ['callId ~ "ab12"', 'callId ~ "cd34"'],
  ['method = BYE', 'method = CANCEL'],
  ['codes = 486', 'codes = 404'],
  ['source = "10.20.0.10"', 'source = "10.21.0.11"'],
  ['destination = "192.0.2.10"', 'destination = "192.0.2.11"'],
  ['ip = "10.20.0.10"', 'ip = "10.21.0.11"'],
  ['ip in 10.20.0.0/16', 'ip in 10.21.0.0/16'],
  ['port = 5060', 'port = 5061'],
  ['transport = UDP', 'transport = TCP'],
  ['talkTime > 60s', 'talkTime > 90s'],
  ['pdd > 2s and state = ended', 'pdd > 1s and state = ended'],
  ['duration > 1s', 'duration > 2s'],
  ['startTime >= 2026-01-01', 'startTime >= 2027-01-01'],
  ['flag = forked', 'flag = openAtEnd'],
  ['finding = no-reply', 'finding = ack-missing'],
  ['severity = error', 'findings > 0'],
  ['ip ~ "10.20.0"', 'ip ~ "10.21.0"'],
];
const SORTS = ['fromUser', 'from', 'to', 'source', 'method', 'pdd', 'findings', 'messages'];
const FACETS = ['state', 'code', 'source', 'destination', 'fromUser', 'toUser', 'ip', 'method', 'transport', 'flag'];

const path = positionals[0] ?? provideCapture({ calls: 1_000_000, isShort: true }).path;
const capture = await Capture.open({ id: 'bench', paths: [path] });
const reading = await costOf(() => capture.read(() => {}));
const rows = [['reading', millis(reading.cpu), '', '']];
if (!values.unprepared) {
  const made = await costOf(() => capture.prepare());
  rows.push(['made in idle time', millis(made.cpu), '', '']);
}
const held = process.memoryUsage();
rows.push(['memory: heap, buffers', megabytes(held.heapUsed), megabytes(held.arrayBuffers), '']);

for (const [first, second] of FILTERS) await ask(first, second, filter => list({ filter }));
for (const key of SORTS)
  await ask(`sort by ${key}`, `sort by ${key}, down`, name => list({ sort: name.endsWith('down') ? `-${key}` : key }));
for (const field of FACETS) await ask(`facet ${field}`, `facet ${field}`, () => facets([field], {}));
await ask('facets of all these', 'again, state = failed', name =>
  facets(FACETS.slice(0, 6), name.startsWith('again') ? { filter: 'state = failed' } : {}),
);
await ask('charts of the overview', 'again, by minute', name =>
  capture.answers.callCharts(name.startsWith('again') ? { bucket: 60_000_000 } : {}),
);
await capture.close();
console.log(table(['question', 'CPU', 'the second, CPU', 'rows'], rows));

async function ask(first, second, question) {
  if (!first.includes(values.only)) return;
  const one = await costOf(() => question(first));
  const other = await costOf(() => question(second));
  const total = one.result?.total ?? one.result?.calls ?? 0;
  rows.push([first, millis(one.cpu), millis(other.cpu), count(total)]);
}

async function list(query) {
  const answer = await capture.listInSlices({ filter: '', sort: '', offset: 0, limit: 100, ...query });
  if (answer.error !== undefined) throw new Error(answer.error.message);
  return answer;
}

async function facets(fields, query) {
  const answer = await capture.answers.facets({ fields, limit: 20, ...query });
  if (answer.facets === undefined) throw new Error(JSON.stringify(answer));
  return answer;
}

async function costOf(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpu: (user + system) / 1000 };
}
