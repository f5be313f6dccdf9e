// Runs a program and tells what it cost: CPU time, wall time, peak memory. Linux, and needs bash.
//
// CPU: bash waits for the program and prints what the kernel counted for it and for all it waited for (getrusage, ms). That is exact
// whatever the sampling. Memory: the kernel keeps the high-water mark of resident memory (VmHWM in /proc/PID/status); it is read
// every 20 ms until the program is gone, so only growth in its very last moment can be missed.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOOK_EVERY_MS = 20;
const OUTPUT_LIMIT = 32 * 1024 * 1024;

/** Starts "$@", tells its PID and at the end its CPU times on descriptor 3. */
const WRAPPER = '"$@" & child=$!; echo "$child" >&3; wait "$child"; status=$?; times >&3; exit "$status"';

/** Whether a program is on the PATH. */
export function isInstalled(program) {
  return (process.env.PATH ?? '').split(':').some(folder => existsSync(join(folder, program)));
}

/**
 * Runs `command` (program and arguments) to its end. Resolves to { userSeconds, systemSeconds, cpuSeconds, wallSeconds, peakBytes,
 * output }: output is standard output, its first 32 MiB. Rejects when it cannot be started or does not end with 0.
 */
export async function measure(command) {
  const env = { ...process.env, LC_ALL: 'C' };
  const startedAt = process.hrtime.bigint();
  const child = spawn('bash', ['-c', WRAPPER, 'measure', ...command], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [output, errors, notes] = [collect(child.stdout), collect(child.stderr), collect(child.stdio[3])];
  let peakBytes = 0;
  const look = () => {
    const pid = Number.parseInt(notes(), 10);
    if (pid > 0) peakBytes = Math.max(peakBytes, highWaterMark(pid));
  };
  const watch = setInterval(look, LOOK_EVERY_MS);
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => clearInterval(watch));
  const wallSeconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  if (status !== 0) throw new Error(`\`${command.join(' ')}\` ended with ${status}: ${errors().slice(-2000)}`);
  return { ...readTimes(notes()), wallSeconds, peakBytes, output: output() };
}

/** Middle of several measurements, each figure by itself. */
export function median(measurements) {
  const middle = key => measurements.map(one => one[key]).sort((a, b) => a - b)[(measurements.length - 1) >> 1];
  return {
    ...measurements[0],
    userSeconds: middle('userSeconds'),
    systemSeconds: middle('systemSeconds'),
    cpuSeconds: middle('cpuSeconds'),
    wallSeconds: middle('wallSeconds'),
    peakBytes: Math.max(...measurements.map(one => one.peakBytes)),
  };
}

/** Peak resident memory of a process, bytes; 0 when it is gone. */
export function highWaterMark(pid) {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch (error) {
    // It ended between two looks.
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 0;
    throw error;
  }
}

/** The last line of bash's `times` is that of the children: `0m1.234s 0m0.567s`, user and system. */
function readTimes(notes) {
  const match = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(notes);
  if (match === null) throw new Error(`bash told no times: ${notes}`);
  const [userMinutes, userSeconds, systemMinutes, systemSeconds] = match.slice(1).map(Number);
  const user = userMinutes * 60 + userSeconds;
  const system = systemMinutes * 60 + systemSeconds;
  return { userSeconds: user, systemSeconds: system, cpuSeconds: user + system };
}

function collect(stream) {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', part => {
    if (text.length < OUTPUT_LIMIT) text += part;
  });
  return () => text;
}
