// Starts the built program on a free port and waits for the address it prints. Test runs build first (`npm test`).

import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface Dashboard {
  /** `http://127.0.0.1:PORT/`. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Rejects with what the program said when it ends before it serves. */
export function startDashboard(args: readonly string[]): Promise<Dashboard> {
  const child = spawn(process.execPath, [root, ...args, '--port', '0', '--no-open'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const ended = new Promise<void>(done => child.once('exit', () => done()));
    const stop = async (): Promise<void> => {
      child.kill();
      await ended;
    };
    const onText = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /http:\/\/\S+\//.exec(said)?.[0];
      if (address !== undefined) resolve({ address, stop });
    };
    child.stdout.on('data', onText);
    child.stderr.on('data', onText);
    child.once('exit', code => reject(new Error(`sipscope ended with ${code}: ${said}`)));
  });
}
