// A program of a terminal, driven as a hand does: keys go in, the screen is read as text. tmux is the terminal.

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';

/** Whether all of these programs are here. In CI a missing one fails the tests that need it instead of skipping them. */
export function hasPrograms(...programs: readonly string[]): boolean {
  const isHere = (program: string): boolean => spawnSync(program, ['-V']).error === undefined;
  return process.env['CI'] === 'true' || programs.every(isHere);
}

export class Terminal {
  /** Keys that were pressed. */
  strokes = 0;
  /** A server of its own, so that nobody else's sessions and settings are seen or ended. */
  readonly #server = `sipscope-${randomUUID()}`;

  constructor(command: readonly string[], size: { readonly columns: number; readonly rows: number }) {
    const place = ['-x', String(size.columns), '-y', String(size.rows)];
    this.#tmux('-f', '/dev/null', 'new-session', '-d', ...place, ...command);
  }

  /** Names as tmux has them: `Enter`, `End`, `/`. */
  keys(...keys: readonly string[]): void {
    for (const key of keys) this.#tmux('send-keys', key);
    this.strokes += keys.length;
  }

  type(text: string): void {
    this.#tmux('send-keys', '-l', text);
    this.strokes += text.length;
  }

  screen(): string {
    return this.#tmux('capture-pane', '-p');
  }

  /** Ends the program, and its terminal with it. Not the other way round: sngrep without a terminal runs on at full speed. */
  end(): void {
    process.kill(Number(this.#tmux('display-message', '-p', '#{pane_pid}')), 'SIGKILL');
  }

  #tmux(...args: readonly string[]): string {
    const environment = { ...process.env, LC_ALL: 'C.UTF-8', TERM: 'screen' };
    const { status, stdout, stderr, error } = spawnSync('tmux', ['-L', this.#server, ...args], {
      env: environment,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`tmux ${args.join(' ')}: ${error?.message ?? stderr}`);
    return stdout;
  }
}
