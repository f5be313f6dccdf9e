// What pages may do with live captures: start one, stop it, start it again. Refused when the page can be reached from other hosts
// and nobody said that they may: who records packets sees everything that passes.

import { ApiError, toApiError } from './errors.ts';
import type { LiveCaptures } from './live-captures.ts';
import { type RecordDefaults, requestOf } from './live-request.ts';
import { makePlan } from './record-plan.ts';
import type { Recording } from './recording.ts';
import type { InterfaceList, StartLive } from './wire/protocol.ts';

export interface LiveControlOptions {
  readonly live: LiveCaptures;
  readonly recording: Recording;
  readonly defaults: RecordDefaults;
  /** Pages may start captures: only this host reaches them, or the user allowed it. */
  readonly isStartAllowed: boolean;
}

export class LiveControl {
  readonly #options: LiveControlOptions;

  constructor(options: LiveControlOptions) {
    this.#options = options;
  }

  /** Where starting is refused, every engine says why. */
  async interfaces(): Promise<InterfaceList> {
    const list = await this.#options.recording.interfaces();
    if (this.#options.isStartAllowed) return list;
    const { code, message, hint } = startRefused();
    return { ...list, engines: list.engines.map(({ name }) => ({ name, problem: { code, message, hint } })) };
  }

  /** The id of the capture. */
  async start(body: StartLive): Promise<string> {
    this.#assertAllowed();
    const { recording, defaults, live } = this.#options;
    const request = requestOf(body, defaults, await recording.interfaces());
    const { id } = await answered(live.start(makePlan(request, recording.defaults)));
    return id;
  }

  async restart(id: string): Promise<void> {
    this.#assertAllowed();
    await answered(this.#options.live.restart(id));
  }

  async stop(id: string): Promise<void> {
    await answered(this.#options.live.stop(id));
  }

  #assertAllowed(): void {
    if (!this.#options.isStartAllowed) throw startRefused();
  }
}

function startRefused(): ApiError {
  return new ApiError(
    403,
    'SIPA_REMOTE_CAPTURE',
    'Captures cannot be started from this page: other hosts reach it, and whoever does could record what passes here.',
    'Start the capture on the command line (sipscope live -i eth0), or start sipscope with --allow-remote-capture.',
  );
}

/** What a recorder says no to is the asker's to know, whatever its code: a 422 unless the code has a status of its own. */
async function answered<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    const answer = toApiError(error);
    if (answer.status !== 503) throw error;
    throw new ApiError(422, answer.code, answer.message, answer.hint, answer.details);
  }
}
