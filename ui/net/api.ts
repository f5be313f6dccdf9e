// Questions over HTTP (INTERFACES, `/api`). Gives typed answers, or throws a RefusedError with the server's words.

import type { CaptureInfo } from '../../server/wire/protocol.ts';
import type { CallDetail, CaptureHealth, MessageDetail } from '../../server/wire/types.ts';
import type { Problem } from '../state/app-state.ts';

export class RefusedError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Everything the page asks by HTTP; a test hands in its own. */
export interface Api {
  captures(): Promise<readonly CaptureInfo[]>;
  /** `<capture id>:<leg index>`. */
  call(id: string): Promise<CallDetail>;
  /** `<capture id>:<message index>`. */
  message(id: string): Promise<MessageDetail>;
  health(capture: string): Promise<CaptureHealth>;
}

export function makeApi(base = '/api'): Api {
  return {
    captures: async () => readCaptures(await ask(`${base}/captures`)),
    call: id => ask<CallDetail>(`${base}/calls/${encodeURIComponent(id)}`),
    message: id => ask<MessageDetail>(`${base}/messages/${encodeURIComponent(id)}`),
    health: capture => ask<CaptureHealth>(`${base}/health/capture?capture=${encodeURIComponent(capture)}`),
  };
}

/** What to show for anything thrown by an Api. */
export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedError) return error.problem;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'SIPSCOPE_UNREACHABLE', message, hint: 'Is sipscope still running? The page tries again by itself.' };
}

/** The server's words in an error body, or what the status says when there are none. */
export function readProblem(body: unknown, status: number): Problem {
  const said = typeof body === 'object' && body !== null ? body : {};
  const text = (key: string): string => {
    const value: unknown = Reflect.get(said, key);
    return typeof value === 'string' ? value : '';
  };
  return {
    code: text('code') || `HTTP_${status}`,
    message: text('message') || `The server answered ${status}.`,
    hint: text('hint'),
  };
}

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new RefusedError(readProblem(body, response.status));
  // The wire types are the contract with our own server (ARCHITECTURE §4); golden JSON guards it, not the browser.
  return body as T;
}

type CapturesAnswer = readonly CaptureInfo[] | { readonly items: readonly CaptureInfo[] };

function readCaptures(answer: CapturesAnswer): readonly CaptureInfo[] {
  return 'items' in answer ? answer.items : answer;
}
