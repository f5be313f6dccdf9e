// The errors of the API: each has a status, a stable code, what happened and what to do next. Takes whatever was thrown on the way
// to an answer and makes one of these of it.

import type { ErrorAnswer } from './wire/schema.ts';

/** An answer that is no success. `details` are further keys of the JSON: position and expected of a filter error. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string;
  readonly details: Pick<ErrorAnswer, 'position' | 'length' | 'expected'>;

  constructor(status: number, code: string, message: string, hint: string, details: ApiError['details'] = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.details = details;
  }
}

export function errorAnswer(error: ApiError): ErrorAnswer {
  return { code: error.code, message: error.message, hint: error.hint, ...error.details };
}

export function noSuchCapture(id: string): ApiError {
  return new ApiError(
    404,
    'SIPA_NO_CAPTURE',
    `There is no open capture "${id}".`,
    'GET /api/captures lists those that are.',
  );
}

/** Codes of the collector that mean something else than "this capture cannot answer" (503). */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  SIPA_CAPTURE_CLOSED: 410,
  SIPA_INTERNAL: 500,
  // What cannot be heard (collector/playback).
  SIPA_NO_STREAM: 404,
  SIPA_NO_AUDIO: 404,
  SIPA_NO_AUDIO_THEN: 404,
  // What cannot be exported (collector/export).
  SIPA_EXPORT_TOO_LARGE: 413,
  // What a recorder cannot do (collector/record/record-error.ts).
  SIPA_NOTHING_TO_RECORD: 400,
  SIPA_FILTER_WRONG: 400,
  SIPA_HEP_ADDRESS: 400,
  SIPA_NO_RIGHTS: 403,
  SIPA_NO_DEVICE: 404,
  SIPA_SPOOL_BUSY: 409,
  SIPA_NO_CAP: 422,
  SIPA_NO_TCPDUMP: 422,
  SIPA_CAPTURE_STOPPED: 422,
  SIPA_SPOOL_UNUSABLE: 422,
  SIPA_RECORDER_DIED: 422,
  SIPA_DISK_FULL: 507,
};

const HINT_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'The parameters of every route are in /api/openapi.json.',
  404: 'The routes are listed in /api/openapi.json.',
  406: 'Send the file as multipart/form-data.',
  413: 'Send less at once. For captures: raise the limit with --upload-limit, or open the file on the command line.',
  415: 'The body each route takes is in /api/openapi.json.',
};

/** Anything thrown, as what the client is told. What was not foreseen is a 500 that tells nothing of the inside. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Error)) return internalError();
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if ('hint' in error && typeof error.hint === 'string') {
    return new ApiError(STATUS_BY_CODE[code] ?? 503, code, error.message, error.hint, placeOf(error));
  }
  if (code === 'ENOSPC') {
    return new ApiError(
      507,
      'SIPA_DISK_FULL',
      'The disk for uploads is full.',
      'Free space, or set TMPDIR to another disk.',
    );
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status >= 500) return internalError();
  const hint = HINT_BY_STATUS[status] ?? 'The API is described in /api/openapi.json.';
  return new ApiError(status, status === 413 ? 'SIPA_TOO_LARGE' : 'SIPA_BAD_REQUEST', error.message, hint);
}

/** A 410 when the packets are not there any more: the spool let go of them, or the file changed. */
export function goneError(error: unknown): ApiError | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('hint' in error)) return undefined;
  const code = String(error.code);
  return /^SIPA_(FILE|SEGMENT)_/.test(code) ? new ApiError(410, code, error.message, String(error.hint)) : undefined;
}

/** Where in a filter it is wrong, when the error says so. */
function placeOf(error: Error): ApiError['details'] {
  const position = 'position' in error && typeof error.position === 'number' ? error.position : undefined;
  const length = 'length' in error && typeof error.length === 'number' ? error.length : undefined;
  return { ...(position !== undefined && { position }), ...(length !== undefined && { length }) };
}

function internalError(): ApiError {
  return new ApiError(500, 'SIPA_INTERNAL', 'The server failed to answer.', 'The reason is in the output of sipscope.');
}
