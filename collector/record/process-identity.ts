// Tells whether a process is still the one that was meant: a pid is given again, the moment of its start is not.

import { readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from boot to its start (proc_pid_stat(5), field 22); undefined where there is no /proc. */
  readonly startTicks: number | undefined;
}

/** Field 22, counted from the state, which is the first one after the name in brackets. */
const START_TICKS = 19;

/** Undefined when there is no such process, or it is dead and not yet waited for. */
export function identityOf(
  pid: number,
  readStat: (pid: number) => string | undefined = readStatFile,
): ProcessIdentity | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const stat = readStat(pid);
  if (stat === undefined) return isSignalled(pid) ? { pid, startTicks: undefined } : undefined;
  // The name may hold spaces and brackets of its own.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : { pid, startTicks: Number(fields[START_TICKS]) };
}

export function isAlive(process: ProcessIdentity): boolean {
  const now = identityOf(process.pid);
  return now !== undefined && (now.startTicks === undefined || now.startTicks === process.startTicks);
}

function readStatFile(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
}

/** Without /proc: whether a signal could be sent. Where there is a /proc, it has the last word. */
function isSignalled(pid: number): boolean {
  if (process.platform === 'linux') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
