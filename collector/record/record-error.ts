// Errors of the recording floor: the world says no (STYLE §7). `message` says what and why, `hint` what to do next.

import type { Problem } from '../model/live.ts';

export class RecordError extends Error {
  readonly code: string;
  readonly hint: string;
  /** Of a filter: where it is wrong, in characters from 0. */
  readonly position: number | undefined;
  readonly length: number | undefined;

  constructor(code: string, message: string, hint: string, place?: { position: number; length: number }) {
    super(message);
    this.name = 'RecordError';
    this.code = code;
    this.hint = hint;
    this.position = place?.position;
    this.length = place?.length;
  }
}

/** Anything thrown, as the plain thing that goes over IPC, into `recorder.json` and onto the page. */
export function toProblem(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'SIPA_INTERNAL';
  const hint =
    error instanceof Error && 'hint' in error && typeof error.hint === 'string'
      ? error.hint
      : 'This is a fault of sipscope. Please report it.';
  return { code, message, hint };
}
