// The bench: one capture, read by sipscope and by the programs people use today, each in a process of its own, one after the other.
//   npm run bench                            100,000 calls; sipscope three times (median), the others once
//   npm run bench -- --only sipscope         only what is named, by commas
//   npm run bench -- --rtp                   10,000 calls with 200 RTP packets a direction; tshark lists RTP streams
//   npm run bench -- --calls N --rtp N       another capture; RTP packets a direction of each answered call
//   npm run bench -- --runs N                so many runs of each program
// A program that is not installed is named and left out. Exit code 1 when one cannot read the capture or counts other messages.

import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { provideCapture } from './capture-file.mjs';
import { isInstalled, measure, median } from './measure.mjs';
import { PROGRAMS } from './programs.mjs';
import { count, megabytes, seconds, table } from './table.mjs';

const OTHER_RUNS = 1;
const RTP_PACKETS = 200;

// `--rtp` alone means the usual capture with sound.
const args = process.argv.slice(2).map((arg, i, all) => {
  const isAlone = arg === '--rtp' && (all[i + 1] === undefined || all[i + 1].startsWith('--'));
  return isAlone ? `--rtp=${RTP_PACKETS}` : arg;
});
const { values: options } = parseArgs({
  args,
  options: {
    only: { type: 'string', default: PROGRAMS.map(({ name }) => name).join(',') },
    calls: { type: 'string' },
    rtp: { type: 'string', default: '0' },
    runs: { type: 'string' },
  },
});
const rtp = readCount('rtp', options.rtp);
const calls = readCount('calls', options.calls ?? (rtp > 0 ? '10000' : '100000'));
const runs = options.runs === undefined ? undefined : readCount('runs', options.runs);
if (process.platform !== 'linux') fail('the bench reads /proc and runs on Linux only');
const names = options.only.split(',');
const unknown = names.find(name => !PROGRAMS.some(program => program.name === name));
if (unknown !== undefined)
  fail(`--only: there is no program "${unknown}"; known: ${PROGRAMS.map(({ name }) => name).join(', ')}`);

const capture = provideCapture({ calls, rtp });
const rtpPackets = capture.frames - capture.messages;
console.log(
  `${count(capture.calls)} calls, ${count(capture.messages)} SIP messages, ${count(capture.frames)} frames, ${megabytes(capture.bytes)}`,
);
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);

const results = [];
for (const program of PROGRAMS.filter(({ name, withSound }) => names.includes(name) && (rtp > 0 || !withSound))) {
  if (isInstalled(program.program) || program.program === process.execPath) results.push(await measureProgram(program));
  else console.log(`${program.name} is not installed and left out`);
}
print(results);

async function measureProgram(program) {
  const asked = { calls, rtp };
  const command = program.command(capture.path, asked);
  const measurements = [];
  for (let run = 0; run < (runs ?? program.runs ?? OTHER_RUNS); run++) {
    console.error(`${program.name}: ${command.join(' ')}`);
    const measured = await measure(command);
    const messages = program.messages(measured.output, asked);
    if (messages !== undefined && messages !== capture.messages)
      fail(`${program.name} counts ${messages} SIP messages; the capture has ${capture.messages}`);
    const packets = program.packets(measured.output, asked);
    if (packets !== undefined && packets !== rtpPackets)
      fail(`${program.name} counts ${packets} RTP packets; the capture has ${rtpPackets}`);
    measurements.push(measured);
  }
  return { name: program.name, ...median(measurements) };
}

/** Against the first, which is sipscope when it takes part. */
function print(measured) {
  const first = measured[0];
  if (first === undefined) return;
  const times = (value, base) => `${(value / base).toFixed(1)} ×`;
  const rows = measured.map(one => [
    one.name,
    seconds(one.cpuSeconds),
    times(one.cpuSeconds, first.cpuSeconds),
    seconds(one.wallSeconds),
    times(one.wallSeconds, first.wallSeconds),
    megabytes(one.peakBytes),
    times(one.peakBytes, first.peakBytes),
    count((rtp > 0 ? rtpPackets : capture.messages) / one.cpuSeconds),
  ]);
  console.log(
    table(
      ['program', 'CPU', '', 'wall', '', 'peak memory', '', `${rtp > 0 ? 'RTP packets' : 'messages'} per CPU second`],
      rows,
    ),
  );
}

function readCount(name, text) {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  return fail(`--${name} is a number, not "${text}"`);
}

function fail(words) {
  console.error(`bench: ${words}`);
  process.exit(1);
}
