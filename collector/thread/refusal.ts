// Why a capture cannot answer, in three parts a user can act on. Takes any thrown thing, gives a Refusal; never throws itself.

/** An error with a stable code, a sentence that says what happened, and a hint that says what to do next. */
export class Refusal extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
    this.code = code;
    this.hint = hint;
  }
}

const REPORT_IT = 'This is a fault of sipscope. Please report it, with the capture when you may share it.';

/** Any thrown thing as a Refusal: codes and hints that are there are kept, a bare error becomes `SIPA_INTERNAL`. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof Error)) return new Refusal('SIPA_INTERNAL', String(error), REPORT_IT);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'SIPA_INTERNAL';
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : REPORT_IT;
  return new Refusal(code, error.message, hint, error);
}

/** The plain part of a refusal: what `CaptureProgress.error` and the answers of the server carry. */
export function plainRefusal(refusal: Refusal): { code: string; message: string; hint: string } {
  return { code: refusal.code, message: refusal.message, hint: refusal.hint };
}

/** What every handle answers after `close()`. */
export function closedRefusal(id: string): Refusal {
  return new Refusal('SIPA_CAPTURE_CLOSED', `The capture ${id} was closed.`, 'Open it again.');
}
