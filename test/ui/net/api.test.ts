import { afterEach, describe, expect, test, vi } from 'vitest';
import { packLadder } from '../../../collector/ladder/packed.ts';
import { makeApi, problemOf, RefusedError, readProblem } from '../../../ui/net/api.ts';
import { SHOWN_PARTS } from '../../../ui/state/app-state.ts';
import { ladder } from '../../support/ui-ladder.ts';

afterEach(() => vi.unstubAllGlobals());

function answering(body: string, status = 200): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return new Response(body, { status });
  });
  return asked;
}

describe('a question', () => {
  test('quotes ids, whatever stands in them', async () => {
    const asked = answering(JSON.stringify({ packedLadder: packLadder(ladder(2)) }));
    expect(await makeApi().call('a b/?:7')).toEqual({ ladder: ladder(2) });
    await makeApi().health('a&b');
    expect(asked).toEqual([`/api/calls/a%20b%2F%3F%3A7?parts=${SHOWN_PARTS}`, '/api/health/capture?capture=a%26b']);
  });
  test('for captures gives the items of the answer', async () => {
    answering('{"items":[]}');
    await expect(makeApi().captures()).resolves.toEqual([]);
  });
  test('that is refused carries the server’s words', async () => {
    answering('{"code":"SIPA_NO_SUCH_CALL","message":"There is no call x.","hint":"Go back."}', 404);
    const error = await makeApi()
      .call('x')
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusedError);
    expect(problemOf(error)).toEqual({ code: 'SIPA_NO_SUCH_CALL', message: 'There is no call x.', hint: 'Go back.' });
  });
  test('that a proxy refuses in HTML still says what happened', async () => {
    answering('<h1>Bad gateway</h1>', 502);
    expect(
      problemOf(
        await makeApi()
          .call('x')
          .catch((thrown: unknown) => thrown),
      ),
    ).toMatchObject({ code: 'HTTP_502' });
  });
});

test('a server that cannot be reached is a problem with a next step', () => {
  expect(problemOf(new TypeError('Failed to fetch'))).toMatchObject({
    code: 'SIPSCOPE_UNREACHABLE',
    message: 'Failed to fetch',
  });
});
test('words of an error body that are no text are left out', () => {
  expect(readProblem({ code: 7, message: null }, 500)).toEqual({
    code: 'HTTP_500',
    message: 'The server answered 500.',
    hint: '',
  });
  expect(readProblem('oops', 500).code).toBe('HTTP_500');
});

test('a frame, an order and keys go where they belong', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    asked.push(`${init.method ?? 'GET'} ${path} ${typeof init.body === 'string' ? init.body : '-'}`);
    return new Response('{"added":2}');
  });
  const api = makeApi();
  await api.frame('a b', '3/17');
  await api.startLive({ interfaces: ['lo'] });
  await api.stop('a');
  await api.close('a');
  await expect(api.addKeys('a', 'CLIENT_RANDOM')).resolves.toBe(2);
  expect(asked).toEqual([
    'GET /api/captures/a%20b/frames/3%2F17 -',
    'POST /api/captures {"interfaces":["lo"]}',
    'POST /api/captures/a/stop -',
    'DELETE /api/captures/a -',
    'POST /api/captures/a/keys CLIENT_RANDOM',
  ]);
});
test('the place of a mistake is kept when it is one', () => {
  const body = { code: 'SIPA_FILTER_WRONG', message: 'no', hint: '', position: 10, length: 4 };
  expect(readProblem(body, 400)).toEqual(body);
  expect(readProblem({ ...body, position: -1, length: 'x' }, 400)).not.toHaveProperty('position');
});
test('facets are asked for in the range of time', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return new Response('{}');
  });
  const question = { capture: 'a', filter: '', fields: ['ua'], limit: 6 };
  await makeApi().facets({ ...question, bounds: {} });
  await makeApi().facets({ ...question, bounds: { from: 1_768_471_331_204_512, to: 1_768_471_332_000_000 } });
  expect(asked).toEqual([
    '/api/calls/facets?capture=a&fields=ua&limit=6',
    '/api/calls/facets?capture=a&fields=ua&limit=6&from=2026-01-15T10%3A02%3A11.204512Z&to=2026-01-15T10%3A02%3A12Z',
  ]);
});

test('packets of a call come as a file, or with the words of the server', async () => {
  const asked = answering('abc');
  expect((await makeApi().packets('c:7', true, false)).size).toBe(3);
  expect(asked).toEqual(['/api/calls/c%3A7/export?format=pcap&legs=all&media=false']);
  answering('{"code":"SIPA_SEGMENT_EXPIRED","message":"Gone.","hint":"Keep more."}', 410);
  await expect(makeApi().packets('c:7', false, true)).rejects.toMatchObject({
    problem: { message: 'Gone.', hint: 'Keep more.' },
  });
});
