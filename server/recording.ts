// What the server needs of recorders, which are processes of their own: the collector's functions, or a test's.

import type { PlanDefaults } from './record-plan.ts';
import type { InterfaceList } from './wire/protocol.ts';
import type { RecorderStatus, RecordPlan } from './wire/types.ts';

export interface Recording {
  readonly defaults: PlanDefaults;
  /** Resolves when it records. Rejects with an Error with `code` and `hint` (and `position` of a wrong filter) when it cannot. */
  start(plan: RecordPlan): Promise<void>;
  /** The recorder that works in this spool now; undefined when none does. */
  find(spool: string): Promise<RecorderStatus | undefined>;
  /** What the latest recorder of this spool said last, alive or not; undefined when there never was one. */
  status(spool: string): Promise<RecorderStatus | undefined>;
  /** Ends it in order; resolves when it has ended. Does nothing when none works there. */
  stop(spool: string): Promise<void>;
  /** This server looks after the recorder of the spool from now on; false when another one does. */
  claim(spool: string): boolean;
  /** No more. */
  release(spool: string): void;
  interfaces(): Promise<InterfaceList>;
  /** Under sudo, becomes the user who called it. */
  dropPrivileges(): void;
}
