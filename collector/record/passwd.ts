// The list of users, as far as it is needed: whose home a number is, and what they are called.
// passwd(5): name:password:UID:GID:comment:directory:shell

import { readFileSync } from 'node:fs';

const NAME = 0;
const UID = 2;
const HOME = 5;

export function homeOf(uid: number, passwd: string = readPasswd()): string | undefined {
  const home = fieldOf(uid, HOME, passwd);
  return home?.startsWith('/') === true ? home : undefined;
}

export function nameOf(uid: number, passwd: string = readPasswd()): string | undefined {
  const name = fieldOf(uid, NAME, passwd);
  return name === '' ? undefined : name;
}

function fieldOf(uid: number, field: number, passwd: string): string | undefined {
  return passwd
    .split('\n')
    .map(line => line.split(':'))
    .find(fields => fields[UID] === String(uid))
    ?.at(field);
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    // No such file (some containers): nobody is known.
    return '';
  }
}
