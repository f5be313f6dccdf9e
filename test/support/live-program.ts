// The built program as a user starts it, recording the loopback: for tests that need the right to capture.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Another build to test than `dist/`. */
const root = process.env.SIPSCOPE_ROOT ?? fileURLToPath(new URL('../..', import.meta.url));
const isBuilt = existsSync(join(root, 'dist/program/recorder.js'));
const mayCapture = process.platform === 'linux' && process.getuid?.() === 0;
const hasTcpdump = spawnSync('tcpdump', ['--version']).error === undefined;

/** Whether live tests can run. In CI a missing tool or build fails them instead; only the right to capture may be absent. */
export const canRecord: boolean = mayCapture && (process.env.CI === 'true' || (isBuilt && hasTcpdump));

const WITHIN = 8000;

export interface Program {
  readonly address: string;
  readonly out: () => string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** A folder of its own, and the programs that were started in it. `end` ends all of them, recorders too, and removes the folder. */
export class LiveProgram {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'sipscope-live-'));
  readonly spool: string = join(this.folder, 'spool');
  readonly #programs: Program[] = [];

  /** Resolves when the dashboard listens. */
  start(argv: readonly string[]): Promise<Program> {
    const { PATH } = process.env;
    const child: ChildProcess = spawn(process.execPath, [root, ...argv, '--port', '0', '--no-open'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, HOME: this.folder, SIPSCOPE_ENGINE: 'tcpdump' },
    });
    let said = '';
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
    return new Promise((resolve, reject) => {
      const onText = (chunk: Buffer): void => {
        said += chunk.toString();
        const address = /dashboard at (http:\S+)/.exec(said)?.[1];
        if (address === undefined) return;
        const kill = async (signal: NodeJS.Signals): Promise<void> => {
          child.kill(signal);
          await ended;
        };
        const program = { address, out: () => said, kill };
        if (this.#programs.every(known => known.address !== address)) this.#programs.push(program);
        resolve(program);
      };
      child.stdout?.on('data', onText);
      child.stderr?.on('data', onText);
      child.once('exit', code => reject(new Error(`ended with ${code}: ${said}`)));
    });
  }

  /** Of the latest recorder of a spool; undefined when none ever worked there. */
  recorderPid(spool = this.spool): number | undefined {
    try {
      return Number(JSON.parse(readFileSync(join(spool, 'recorder.json'), 'utf8')).pid);
    } catch {
      return undefined;
    }
  }

  async end(): Promise<void> {
    for (const program of this.#programs.splice(0)) await program.kill('SIGKILL');
    // The recorder outlives its server, so it is ended by its own word.
    const pid = this.recorderPid();
    if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGTERM');
    await until('the recorder ended', () => pid === undefined || !isAlive(pid));
    rmSync(this.folder, { recursive: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + WITHIN;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not within ${WITHIN} ms: ${what}`);
    await setTimeout(25);
  }
}

/** A port on which nobody listens: datagrams to it are captured all the same. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('a server on a port has an address');
  return address.port;
}
