// What is compared: how each program is told to read a whole capture and say what is in it, and how to see that it did.

import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `messages` reads from the program's output how many SIP messages it saw; undefined for a program that does not tell. */
export const PROGRAMS = [
  {
    name: 'sipscope',
    program: process.execPath,
    command: path => [process.execPath, ROOT, 'report', '--json', '--summary', path],
    messages: output => JSON.parse(output).sipMessages,
  },
  {
    name: 'tshark',
    program: 'tshark',
    command: path => ['tshark', '-q', '-z', 'sip,stat', '-r', path],
    messages: output => Number(/Number of SIP messages: (\d+)/.exec(output)?.[1]),
  },
  {
    name: 'sngrep',
    program: 'sngrep',
    // It forgets calls beyond 20,000 unless it is told how many to keep.
    command: (path, calls) => ['sngrep', '-N', '-q', '-l', String(calls), '-I', path],
    messages: () => undefined,
  },
];
