// Shows the page in the user's browser, when there plainly is one: a terminal on a desktop. Never over ssh, never in a script.

import { spawn } from 'node:child_process';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
}

/** The program that opens an address here; undefined when there is no desktop to open it on. */
export function browserOpener({ platform, environment, isTerminal }: Surroundings): string | undefined {
  if (!isTerminal || environment.SSH_CONNECTION !== undefined) return undefined;
  if (platform === 'darwin') return 'open';
  const hasDisplay = (environment.DISPLAY ?? environment.WAYLAND_DISPLAY ?? '') !== '';
  return platform === 'linux' && hasDisplay ? 'xdg-open' : undefined;
}

/** `onFailure` is told when the program cannot be started. */
export function openPage(opener: string, address: string, onFailure: (error: Error) => void): void {
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true });
  child.on('error', onFailure);
  child.unref();
}
