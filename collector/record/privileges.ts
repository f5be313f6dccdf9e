// Rights to capture: whether we have them, what to type when not, and how root is given up once the devices are open.

import { readFileSync } from 'node:fs';
import { execPath } from 'node:process';
import { nameOf } from './passwd.ts';
import { RecordError } from './record-error.ts';

/** Bit of CAP_NET_RAW in the capability sets (capabilities(7)). */
const CAP_NET_RAW = 13n;

/** The user who called sudo: what is recorded belongs to them. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly name?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Who called sudo; undefined when this is not root, or root without sudo. */
export function sudoOwner(environment: Environment = process.env, uid = process.getuid?.()): Owner | undefined {
  if (uid !== 0) return undefined;
  const owner = { uid: readId(environment.SUDO_UID), gid: readId(environment.SUDO_GID) };
  if (owner.uid === undefined || owner.gid === undefined || owner.uid === 0) return undefined;
  const name = environment['SUDO_USER'] || nameOf(owner.uid);
  return { uid: owner.uid, gid: owner.gid, ...(name === undefined ? {} : { name }) };
}

/** Ids are 32 bits; -1 means "leave as it is" to setuid and is no id. */
function readId(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id < 0xffff_ffff ? id : undefined;
}

/** Root, or CAP_NET_RAW by file capabilities or by a service manager. */
export function hasCaptureRights(status: string = readOwnStatus(), uid = process.getuid?.()): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1];
  // Root in a container may lack the capability, so the set decides where there is one.
  if (effective === undefined) return uid === 0;
  return ((BigInt(`0x${effective}`) >> CAP_NET_RAW) & 1n) === 1n;
}

/** Root, which can be given up. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

function readOwnStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    // Not Linux.
    return '';
  }
}

/** Says what to type, for this very command. */
export function noRights(what: string, command: string = ownCommand(), node: string = execPath): RecordError {
  return new RecordError(
    'SIPA_NO_RIGHTS',
    `No right to capture on ${what}.`,
    [
      `Run it as root; root is given up once the interfaces are open:   sudo ${command}`,
      'Or let tcpdump capture, by its own capability, and use --engine tcpdump:   sudo setcap cap_net_raw,cap_net_admin+eip "$(readlink -f "$(command -v tcpdump)")"',
      `Or give the capability to Node, with which every script that any user runs in it may capture:   sudo setcap cap_net_raw,cap_net_admin+eip ${shellWord(node)}`,
    ].join('\n  '),
  );
}

/** By this variable a recorder knows what the user typed: its own command line is nobody's to type. */
export const COMMAND_VARIABLE = 'SIPSCOPE_STARTED_BY';

/** The command line as it can be typed again: absolute, since sudo has a PATH of its own. */
export function ownCommand(): string {
  const typed = process.env[COMMAND_VARIABLE];
  if (typed !== undefined) return typed;
  return [process.execPath, ...process.execArgv, ...withoutSecrets(process.argv.slice(1))].map(shellWord).join(' ');
}

/** The page shows it too, so what follows `--hep-key` and `--hep-to-key` is left out. */
export function withoutSecrets(words: readonly string[]): string[] {
  const isSecret = (word: string | undefined): boolean => /^--hep-(?:to-)?key$/.test(word ?? '');
  return words.map((word, at) =>
    isSecret(words[at - 1]) ? 'SECRET' : word.replace(/^(--hep-(?:to-)?key=).*/s, '$1SECRET'),
  );
}

export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Becomes `owner` for good: groups first, user last, then tries to come back and must fail. Nothing is done without an owner: root
 * that did not come by sudo stays root, as a service unit may want it.
 */
export function dropPrivileges(owner: Owner | undefined = sudoOwner()): void {
  if (owner === undefined) return;
  if (process.setgroups === undefined || process.setgid === undefined || process.setuid === undefined) return;
  if (owner.name === undefined) process.setgroups([owner.gid]);
  else initGroups(owner.name, owner.gid);
  process.setgid(owner.gid);
  process.setuid(owner.uid);
  if (canComeBack()) throw new Error('root was given up, but could be taken again');
}

/** The groups of the user; one whom the system does not know by name has the one sudo told. */
function initGroups(name: string, gid: number): void {
  // Not in the type declarations of Node 20.
  const init: unknown = Reflect.get(process, 'initgroups');
  try {
    if (typeof init === 'function') Reflect.apply(init, process, [name, gid]);
  } catch {
    process.setgroups?.([gid]);
  }
}

function canComeBack(): boolean {
  try {
    process.setuid?.(0);
    return true;
  } catch {
    return process.geteuid?.() === 0 || process.getuid?.() === 0;
  }
}
