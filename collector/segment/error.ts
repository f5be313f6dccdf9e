// Errors of the segment floor: the world says no (STYLE §7). Damaged captures are not errors but reports.

export type SegmentErrorCode =
  | 'SIPA_FILE_NOT_FOUND'
  | 'SIPA_FILE_NO_PERMISSION'
  | 'SIPA_FILE_IS_DIRECTORY'
  | 'SIPA_FILE_UNREADABLE'
  | 'SIPA_FILE_EMPTY'
  | 'SIPA_CAPTURE_CUT'
  | 'SIPA_NOT_A_CAPTURE'
  | 'SIPA_STDIN_TWICE'
  | 'SIPA_TOO_MANY_FILES'
  | 'SIPA_SEGMENT_NOT_KEPT'
  | 'SIPA_SEGMENT_CHANGED'
  | 'SIPA_SEGMENT_EXPIRED'
  | 'SIPA_SEGMENT_CLOSED';

/** `message` says what and why, `hint` what to do next; both are for the user. */
export class SegmentError extends Error {
  readonly code: SegmentErrorCode;
  readonly hint: string;

  constructor(code: SegmentErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SegmentError';
    this.code = code;
    this.hint = hint;
  }
}

/** The system's word for a failed call (`ENOENT`), or its message when there is none. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}

/** What the system said about `path` when it was opened or read, in words for the user. */
export function fileError(path: string, error: unknown): SegmentError {
  const code = systemCode(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SegmentError('SIPA_FILE_NOT_FOUND', `${path}: there is no such file`, 'Check the path.', error);
    case 'EACCES':
    case 'EPERM':
      return new SegmentError(
        'SIPA_FILE_NO_PERMISSION',
        `${path}: no permission to read it`,
        'Make it readable for this user, or run as a user who may read it. Captures taken as root often belong to root.',
        error,
      );
    case 'EISDIR':
      return new SegmentError(
        'SIPA_FILE_IS_DIRECTORY',
        `${path}: this is a directory`,
        'Name the capture files in it, for example DIRECTORY/*.pcap.',
        error,
      );
    case 'EMFILE':
    case 'ENFILE':
      return new SegmentError(
        'SIPA_TOO_MANY_FILES',
        `${path}: too many files are open (${code})`,
        'Raise the limit (ulimit -n), or name fewer files at once.',
        error,
      );
    default:
      return new SegmentError(
        'SIPA_FILE_UNREADABLE',
        `${path}: cannot be read (${code})`,
        'Check the disk or share it lies on, then try again.',
        error,
      );
  }
}
