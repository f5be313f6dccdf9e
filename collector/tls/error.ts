// Keys that the user named and that cannot be used (STYLE §7: the world says no).

export type TlsKeyErrorCode = 'SIPA_RSA_KEY_UNREADABLE' | 'SIPA_RSA_KEY_ENCRYPTED' | 'SIPA_NOT_AN_RSA_KEY';

/** `message` says what and why, `hint` what to do next; both are for the user. */
export class TlsKeyError extends Error {
  readonly code: TlsKeyErrorCode;
  readonly hint: string;

  constructor(code: TlsKeyErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TlsKeyError';
    this.code = code;
    this.hint = hint;
  }
}
