// What Fastify makes of the schemas of routes. Schemas of requests are compiled when the first request comes: all of them at the start
// would take as long as loading the web server. Schemas of answers are documentation: what the collector gives is sent whole, without a
// second opinion.

import type { FastifyInstance, FastifySchemaCompiler, FastifyServerOptions } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';

/** Texts of an address become numbers and flags where the schema has such; a body says itself what it holds. */
const compileLater: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let compiled: ReturnType<typeof Compile> | undefined;
  return (given: unknown) => {
    compiled ??= Compile(schema);
    const value = httpPart === 'body' ? given : Value.Convert(schema, given);
    return compiled.Check(value) ? { value } : { error: compiled.Errors(value) };
  };
};

/** As an option of `fastify()`: it loads none of its own, which `setCompilers` would replace anyway. */
export const NO_OWN_COMPILERS: FastifyServerOptions['schemaController'] = {
  compilersFactory: { buildValidator: neverAsked, buildSerializer: neverAsked },
};

export function setCompilers(app: FastifyInstance): void {
  app.setValidatorCompiler(compileLater);
  app.setSerializerCompiler(() => answer => JSON.stringify(answer));
}

function neverAsked(): never {
  throw new Error('compilers of schemas are set before routes are added');
}
