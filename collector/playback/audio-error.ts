// Why something cannot be heard, in words for the user.

export class AudioError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = 'AudioError';
    this.code = code;
    this.hint = hint;
  }
}
