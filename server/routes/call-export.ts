// `GET /api/calls/export`: all rows of a filtered and sorted list, or some by number, as CSV or JSON. Rows are asked for in pages and
// sent as fast as the socket takes them, so a million rows need no memory. While a capture grows, pages are those of the moment.

import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { type CaptureHandle, csvRow } from '../../collector/index.ts';
import { badFilter } from '../bad-filter.ts';
import { ALL_FIELDS, fieldOf, readFields } from '../call-fields.ts';
import type { Captures } from '../captures.ts';
import { ApiError } from '../errors.ts';
import { timeRange } from '../time-range.ts';
import { LIMITS } from '../wire/limits.ts';
import { ErrorSchema, type ExportQuery, ExportQuerySchema } from '../wire/schema.ts';
import type { CallSummary, ListAnswer, ListQuery } from '../wire/types.ts';

type Question = Omit<ListQuery, 'offset' | 'limit'>;

export const callExportRoutes: FastifyPluginAsyncTypebox<{ readonly captures: Captures }> = async (
  app,
  { captures },
) => {
  app.get(
    '/calls/export',
    {
      schema: {
        querystring: ExportQuerySchema,
        produces: ['text/csv', 'application/json'],
        response: { 200: Type.Any({ description: 'One line or object a row' }), '4xx': ErrorSchema },
      },
    },
    async ({ query }, reply) => {
      const handle = captures.get(query.capture);
      const columns = query.columns?.split(',') ?? ALL_FIELDS;
      const question = readQuestion(query, columns);
      // The first page says whether the filter can be read: before anything is sent.
      const first = await pageOf(handle, question, 0);
      const isCsv = query.format !== 'json';
      const pages = pagesOf(handle, question, first);
      return reply
        .type(isCsv ? 'text/csv; charset=utf-8; header=present' : 'application/json; charset=utf-8')
        .header('Content-Disposition', `attachment; filename="${handle.id}-calls.${isCsv ? 'csv' : 'json'}"`)
        .send(Readable.from(isCsv ? csvPieces(pages, columns) : jsonPieces(pages, columns)));
    },
  );
};

function readQuestion(query: ExportQuery, columns: readonly string[]): Question {
  const reads = readFields(columns);
  if (reads.length > LIMITS.readColumns) {
    const hint = `At most ${LIMITS.readColumns} columns may be read from messages.`;
    throw new ApiError(400, 'SIPA_TOO_MANY_COLUMNS', `${reads.length} columns would be read from messages.`, hint);
  }
  const legs = query.legs?.split(',').map(Number);
  if (legs !== undefined && legs.length > LIMITS.legsByNumber) {
    const hint = `At most ${LIMITS.legsByNumber} calls are named by number; use a filter for more.`;
    throw new ApiError(400, 'SIPA_TOO_MANY_CALLS', `${legs.length} calls are named.`, hint);
  }
  const { filter = '', sort = '' } = query;
  return { filter, sort, ...timeRange(query), ...(reads.length > 0 && { columns: reads }), ...(legs && { legs }) };
}

async function pageOf(handle: CaptureHandle, question: Question, offset: number): Promise<ListAnswer> {
  const answer = await handle.list({ ...question, offset, limit: LIMITS.pageRows });
  if (answer.error !== undefined) throw badFilter(answer.error);
  return answer;
}

async function* pagesOf(
  handle: CaptureHandle,
  question: Question,
  first: ListAnswer,
): AsyncGenerator<readonly CallSummary[]> {
  for (let page = first, offset = 0; page.rows.length > 0; page = await pageOf(handle, question, offset)) {
    yield page.rows;
    offset += page.rows.length;
    if (offset >= page.total) return;
  }
}

async function* csvPieces(
  pages: AsyncIterable<readonly CallSummary[]>,
  columns: readonly string[],
): AsyncGenerator<string> {
  yield csvRow(columns);
  for await (const rows of pages)
    yield rows.map(row => csvRow(columns.map(column => String(fieldOf(row, column) ?? '')))).join('');
}

async function* jsonPieces(
  pages: AsyncIterable<readonly CallSummary[]>,
  columns: readonly string[],
): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of pages) {
    const lines = rows.map(row => JSON.stringify(Object.fromEntries(columns.map(each => [each, fieldOf(row, each)]))));
    yield before + lines.join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
