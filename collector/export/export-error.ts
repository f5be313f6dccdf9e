// Why packets cannot be exported, in words for the user.

export class ExportError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = 'ExportError';
    this.code = code;
    this.hint = hint;
  }
}
