// What the page is told of a recorder. Takes what the recorder says of itself and whether it is alive; secrets stay here.

import type { LiveInfo } from './wire/protocol.ts';
import type { Problem, RecorderStatus, RecordPlan } from './wire/types.ts';

const GONE: Problem = {
  code: 'SIPA_RECORDER_GONE',
  message: 'The recorder ended without a word: it was killed, or the host was short of memory.',
  hint: 'What it had written is shown. Start it again to go on.',
};

export function liveInfo(status: RecorderStatus, isAlive: boolean): LiveInfo {
  const isGone = !isAlive && (status.state === 'starting' || status.state === 'recording');
  const problem = isGone ? GONE : status.problem;
  return {
    recorder: isGone ? 'gone' : status.state,
    plan: withoutSecrets(status.plan),
    inputs: status.inputs,
    spool: status.spool,
    ...(problem !== undefined && { problem }),
  };
}

/** There is no word of a recorder in the spool: somebody removed it, or it cannot be read. */
export function goneInfo(plan: RecordPlan, reason?: unknown): LiveInfo {
  const why = reason instanceof Error ? ` (${reason.message})` : '';
  const { limits, spool: directory } = plan;
  return {
    recorder: 'gone',
    plan: withoutSecrets(plan),
    inputs: [],
    spool: {
      directory,
      bytes: 0,
      segments: 0,
      limits,
      deletedSegments: 0,
      deletedBytes: 0,
      lostFrames: 0,
      isDiskFull: false,
    },
    problem: {
      code: 'SIPA_NO_SPOOL',
      message: `The spool ${directory} says nothing of a recorder any more${why}.`,
      hint: 'Was it removed? Start the recorder again to go on.',
    },
  };
}

/** The secret of HEP agents is nobody's business, nor is where the private key lies. */
function withoutSecrets(plan: RecordPlan): RecordPlan {
  const { hepKey: _key, hepPrivateKey: _privateKey, ...shown } = plan;
  return shown;
}
