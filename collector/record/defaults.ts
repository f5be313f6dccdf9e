// What a recording is like when nobody says otherwise, and where spools lie.

import { homedir } from 'node:os';
import { join } from 'node:path';
import type { RecordPlan, SpoolLimits } from '../model/live.ts';
import { homeOf } from './passwd.ts';
import type { Owner } from './privileges.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

export const DEFAULT_LIMITS: SpoolLimits = {
  segmentBytes: 64 * MIB,
  segmentSeconds: 600,
  spoolBytes: 10 * GIB,
  spoolSeconds: 7 * 24 * 3600,
};

/**
 * Everything of a plan but where to. With engine `cap`, libpcap makes places of 64 KiB of the buffer, so 128 MiB hold 2047 packets:
 * measured with 120,000 packets a second on a machine with twice the load it has cores for, 64 MiB dropped 1 %, 128 MiB none.
 */
export const DEFAULT_PLAN: Omit<RecordPlan, 'spool' | 'interfaces'> = {
  engine: 'cap',
  filter: '',
  bufferBytes: 128 * MIB,
  promiscuous: true,
  hep: [],
  limits: DEFAULT_LIMITS,
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `$XDG_STATE_HOME/sipscope/spool/NAME`, else below `~/.local/state`. Under sudo the home is that of `owner`, who will want to read
 * what was recorded.
 */
export function defaultSpool(name: string, owner?: Owner, environment: Environment = process.env): string {
  const home = owner === undefined ? homedir() : (homeOf(owner.uid) ?? homedir());
  const given = environment.XDG_STATE_HOME;
  // XDG Base Directory Specification: a path that is not absolute is to be ignored.
  const state = given?.startsWith('/') === true ? given : join(home, '.local', 'state');
  return join(state, 'sipscope', 'spool', name);
}
