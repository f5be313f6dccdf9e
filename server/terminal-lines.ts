// What the terminal is told of captures: what is recorded and where to, and once each what went wrong.

import type { Captures } from './captures.ts';
import type { LiveStart } from './live-captures.ts';
import { planName } from './record-plan.ts';
import { printable } from './usage-error.ts';
import type { CaptureInfo } from './wire/protocol.ts';
import type { Problem, RecordPlan } from './wire/types.ts';

/** Problems that were told; a recorder that stumbles for years does not fill the memory. */
const TOLD = 1000;

/** What is recorded, where the spool is, how large it may get, what it held before. */
export function liveLines(plan: RecordPlan, started: LiveStart): string {
  const { takenOver, isOurs, oldSegments } = started;
  const filter = plan.filter === '' ? '' : ` (filter "${printable(plan.filter)}")`;
  const verb =
    takenOver === undefined
      ? 'recording'
      : `recorder ${takenOver.pid} works since ${isoSeconds(takenOver.startedAt)}; ${isOurs ? 'taken over' : 'another sipscope looks after it, so it is only watched'}:`;
  const { spoolBytes, spoolSeconds } = plan.limits;
  const age = spoolSeconds === 0 ? '' : ` and ${ageText(spoolSeconds)}`;
  const old = oldSegments === 0 ? '' : `; ${oldSegments} segments of before are shown too`;
  return (
    `sipscope: ${verb} ${printable(planName(plan))}${filter}\n` +
    `  into ${printable(plan.spool)}, at most ${sizeText(spoolBytes)}${age}${old}\n`
  );
}

/** A capture that breaks later shows on the page; the terminal is told too, once. */
export function warnOfProblems(captures: Captures, warn: (text: string) => void): void {
  const told = new Set<string>();
  const look = (info: CaptureInfo): void => {
    for (const { where, problem } of problemsOf(info)) {
      const key = `${info.id} ${where} ${problem.code}`;
      if (told.has(key) || told.size >= TOLD) continue;
      told.add(key);
      const hint = problem.hint.split('\n').map(line => `  ${printable(line.trim())}\n`);
      warn(`sipscope: ${where === '' ? '' : `${printable(where)}: `}${printable(problem.message)}\n${hint.join('')}`);
    }
  };
  for (const info of captures.infos()) look(info);
  captures.listen({
    onChange: (id, { progress }) => {
      if (progress.error !== undefined) look(captures.info(id));
    },
    onList: () => captures.infos().forEach(look),
  });
}

interface Trouble {
  readonly where: string;
  readonly problem: Problem;
}

function problemsOf({ progress, live }: CaptureInfo): Trouble[] {
  const troubles: Trouble[] = [];
  if (progress.error !== undefined) troubles.push({ where: '', problem: progress.error });
  if (live === undefined) return troubles;
  if (live.problem !== undefined) troubles.push({ where: '', problem: live.problem });
  for (const { name, problem } of live.inputs) if (problem !== undefined) troubles.push({ where: name, problem });
  if (live.spool.isDiskFull && live.problem === undefined) {
    const hint = 'Free space, or give a smaller --spool-size; it goes on by itself.';
    const message = `The disk of ${live.spool.directory} is full: frames are being lost.`;
    troubles.push({ where: '', problem: { code: 'SIPA_DISK_FULL', message, hint } });
  }
  return troubles;
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power] ?? 'bytes'}`;
}

function ageText(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'days'],
    [3600, 'hours'],
    [60, 'minutes'],
  ];
  const [length, unit] = units.find(([one]) => seconds >= one) ?? [1, 'seconds'];
  return `${Number((seconds / length).toFixed(1))} ${unit}`;
}

/** Micros to `2026-11-23 09:20:11Z`. */
function isoSeconds(micros: number): string {
  return new Date(micros / 1000).toISOString().replace('T', ' ').replace(/\.\d+/, '');
}
