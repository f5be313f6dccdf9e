// What can be captured here: the interfaces, `any` last, and the engines with what keeps each from working.

import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import type { CaptureEngine, Problem } from '../model/live.ts';
import { captureError } from './capture-words.ts';
import { ANY, interfaceNames, isInterfaceUp, isLoopback } from './interface-files.ts';
import { capProblem } from './live.ts';
import { hasCaptureRights, noRights } from './privileges.ts';
import { toProblem } from './record-error.ts';
import {
  dumpcapArguments,
  findPrograms,
  noTcpdump,
  type ProgramName,
  programPath,
  tcpdumpArguments,
} from './tcpdump.ts';

/** A program that says nothing for so long is given up. */
const TRY_WITHIN_MS = 3000;
const SMALL_BUFFER_BYTES = 2 * 1024 * 1024;
/** Nothing is captured when only the rights are tried. */
const NEVER_TRUE = 'less 1';

export interface CaptureInterface {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly isUp: boolean;
  readonly isLoopback: boolean;
  readonly isAny: boolean;
}

export interface CaptureEngineState {
  readonly name: CaptureEngine;
  readonly problem?: Problem;
}

/** Those that are up first, by name; the loopback behind the others, `any` last. */
export function listInterfaces(): CaptureInterface[] {
  const addresses = networkInterfaces();
  const found = interfaceNames().map(name => ({
    name,
    addresses: (addresses[name] ?? []).map(one => one.address),
    isUp: isInterfaceUp(name) === true,
    isLoopback: isLoopback(name),
    isAny: false,
  }));
  const rank = (one: CaptureInterface): number => (one.isUp ? 0 : 2) + (one.isLoopback ? 1 : 0);
  found.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }));
  return [...found, { name: ANY, addresses: [], isUp: true, isLoopback: false, isAny: true }];
}

/** Tried, not guessed: programs may have capabilities of their own. */
export async function listEngines(): Promise<CaptureEngineState[]> {
  const cap = capProblem() ?? (hasCaptureRights() ? undefined : noRights(ANY));
  const tcpdump = await tcpdumpProblem();
  return [
    { name: 'cap', ...(cap === undefined ? {} : { problem: toProblem(cap) }) },
    { name: 'tcpdump', ...(tcpdump === undefined ? {} : { problem: tcpdump }) },
  ];
}

/** Undefined as soon as one of the programs can open the loopback interface; else why the first one cannot. */
async function tcpdumpProblem(): Promise<Problem | undefined> {
  let first: Problem | undefined = toProblem(noTcpdump());
  for (const [index, program] of findPrograms().entries()) {
    const problem = await tryProgram(program);
    if (problem === undefined) return undefined;
    if (index === 0) first = problem;
  }
  return first;
}

function tryProgram(program: ProgramName): Promise<Problem | undefined> {
  const name = interfaceNames().find(one => isLoopback(one)) ?? ANY;
  const order = {
    interface: name,
    filter: NEVER_TRUE,
    bufferBytes: SMALL_BUFFER_BYTES,
    promiscuous: false,
    owner: undefined,
  };
  const words = program === 'tcpdump' ? tcpdumpArguments(order) : dumpcapArguments(order);
  return new Promise(resolve => {
    const child = spawn(programPath(program) ?? program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    const overdue = setTimeout(() => child.kill('SIGKILL'), TRY_WITHIN_MS);
    const finish = (problem: Problem | undefined): void => {
      clearTimeout(overdue);
      child.kill();
      resolve(problem);
    };
    // The header of the capture: it is open.
    child.stdout.once('data', () => finish(undefined));
    child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n')));
    child.once('error', error => finish(toProblem(captureError(name, [error.message]))));
    child.once('close', () => finish(toProblem(captureError(name, lines))));
  });
}
