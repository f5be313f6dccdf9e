// Every error leaves as `{ code, message, hint }` with its status. Takes the app; faults of ours are logged, the rest is the
// client's to know.

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, errorAnswer, toApiError } from '../errors.ts';

export function addErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(sendError);
}

/** Also for what the framework refuses before any route: an address that cannot be decoded. */
export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const answer = error.validation === undefined ? toApiError(error) : badParameter(error);
  if (answer.status === 500) request.log.error(error);
  reply.code(answer.status).send(errorAnswer(answer));
}

/** A parameter the schema refuses, named. */
function badParameter(error: FastifyError): ApiError {
  const where = error.validationContext ?? 'request';
  const fault = error.validation?.find(entry => entry.instancePath !== '') ?? error.validation?.[0];
  const name = (fault?.instancePath ?? '').split('/').filter(Boolean).join('.');
  const isUnknown = fault?.message === 'schema is false';
  const message = isUnknown
    ? `There is no parameter "${name}" in the ${where}.`
    : `The ${where}${name === '' ? '' : ` parameter "${name}"`} ${fault?.message ?? 'is not valid'}.`;
  return new ApiError(400, 'SIPA_BAD_REQUEST', message, 'The parameters of every route are in /api/openapi.json.');
}
