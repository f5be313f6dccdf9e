// Whether a plan can be recorded here, and with which programs.

import { parseHepUrl } from '../hep/hep-url.ts';
import type { RecordPlan } from '../model/live.ts';
import { checkFilter } from './bpf-error.ts';
import { type CaptureProgram, capProgram } from './capture-program.ts';
import { noDevice } from './capture-words.ts';
import { isInterfaceUp } from './interface-files.ts';
import { capProblem } from './live.ts';
import { hasCaptureRights, noRights, type Owner } from './privileges.ts';
import { RecordError } from './record-error.ts';
import { captureProgram, findPrograms, noTcpdump } from './tcpdump.ts';

/** Throws RecordError before anything was touched. */
export async function checkPlan(plan: RecordPlan): Promise<void> {
  if (plan.interfaces.length + plan.hep.length === 0) {
    throw new RecordError(
      'SIPA_NOTHING_TO_RECORD',
      'Nothing to record: no interface and no HEP listener.',
      'Name an interface, for example -i eth0 or -i any, or a HEP listener: --hep udp:0.0.0.0:9060.',
    );
  }
  const missing = plan.interfaces.find(name => isInterfaceUp(name) === undefined);
  if (missing !== undefined && process.platform === 'linux') throw noDevice(missing);
  for (const text of plan.hep) parseHepUrl(text);
  if (plan.interfaces.length === 0) return;
  await checkFilter(plan.filter);
  if (plan.engine === 'tcpdump') {
    if (findPrograms().length === 0) throw noTcpdump();
    return;
  }
  const problem = capProblem();
  if (problem !== undefined) throw problem;
  if (!hasCaptureRights()) throw noRights(plan.interfaces.join(', '));
}

/** Programs for one interface, in the order in which they are tried. */
export function programsFor(plan: RecordPlan, name: string, entry: URL, owner: Owner | undefined): CaptureProgram[] {
  const { engine, filter, bufferBytes, promiscuous } = plan;
  if (engine === 'cap') return [capProgram({ interface: name, filter, bufferBytes }, entry)];
  return findPrograms().map(program =>
    captureProgram(program, { interface: name, filter, bufferBytes, promiscuous, owner }),
  );
}
