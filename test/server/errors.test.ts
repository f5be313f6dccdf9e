import { expect, test } from 'vitest';
import { ApiError, errorAnswer, noSuchCapture, toApiError } from '../../server/errors.ts';

function coded(code: string, more: object = {}): Error {
  return Object.assign(new Error('what happened'), { code, ...more });
}

test.each<[string, unknown, number, string]>([
  ['an error of the API', new ApiError(418, 'SIPA_TEAPOT', 'm', 'h'), 418, 'SIPA_TEAPOT'],
  ['a capture that was closed', coded('SIPA_CAPTURE_CLOSED', { hint: 'h' }), 410, 'SIPA_CAPTURE_CLOSED'],
  ['a capture that crashed', coded('SIPA_CAPTURE_CRASHED', { hint: 'h' }), 503, 'SIPA_CAPTURE_CRASHED'],
  ['a fault inside a capture', coded('SIPA_INTERNAL', { hint: 'h' }), 500, 'SIPA_INTERNAL'],
  ['a recorder without rights', coded('SIPA_NO_RIGHTS', { hint: 'h' }), 403, 'SIPA_NO_RIGHTS'],
  ['an interface that is not there', coded('SIPA_NO_DEVICE', { hint: 'h' }), 404, 'SIPA_NO_DEVICE'],
  ['a spool at work', coded('SIPA_SPOOL_BUSY', { hint: 'h' }), 409, 'SIPA_SPOOL_BUSY'],
  ['a full disk', coded('ENOSPC'), 507, 'SIPA_DISK_FULL'],
  ['a body that is too large', coded('FST_ERR_CTP_BODY_TOO_LARGE', { statusCode: 413 }), 413, 'SIPA_TOO_LARGE'],
  ['a request the framework refuses', coded('FST_X', { statusCode: 400 }), 400, 'SIPA_BAD_REQUEST'],
  ['a bare error', new TypeError('x is undefined'), 500, 'SIPA_INTERNAL'],
  ['no error at all', 'text', 500, 'SIPA_INTERNAL'],
])('%s becomes the right status and code', (_, error, status, code) => {
  const answer = toApiError(error);
  expect(answer).toMatchObject({ status, code });
  expect(answer.hint).not.toBe('');
});

test('a fault of ours tells the client nothing of the inside', () => {
  expect(errorAnswer(toApiError(new Error('/home/user/secret')))).toEqual({
    code: 'SIPA_INTERNAL',
    message: 'The server failed to answer.',
    hint: 'The reason is in the output of sipscope.',
  });
});

test('a wrong capture filter says where it is wrong', () => {
  const error = coded('SIPA_FILTER_WRONG', { hint: 'h', position: 5, length: 3 });
  expect(errorAnswer(toApiError(error))).toMatchObject({ code: 'SIPA_FILTER_WRONG', position: 5, length: 3 });
});

test('an answer carries code, message, hint and the details there are', () => {
  expect(errorAnswer(noSuchCapture('x'))).toEqual({
    code: 'SIPA_NO_CAPTURE',
    message: 'There is no open capture "x".',
    hint: 'GET /api/captures lists those that are.',
  });
  expect(errorAnswer(new ApiError(400, 'C', 'm', 'h', { position: 3 }))).toEqual({
    code: 'C',
    message: 'm',
    hint: 'h',
    position: 3,
  });
});
