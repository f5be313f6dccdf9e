import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatRoute,
  isFiltered,
  type PageName,
  parseId,
  parseRoute,
  type Route,
  START_ROUTE,
  TABLE_PAGES,
} from '../../../ui/state/route.ts';

function reparsed(route: Route): Route {
  const url = new URL(formatRoute(route), 'http://x');
  return parseRoute(url.pathname, url.search);
}

describe('an address', () => {
  test('of the list names capture, filter, sort and row', () => {
    const route = {
      ...START_ROUTE,
      capture: 'demo',
      filter: 'state = failed and from ~ "+49"',
      sort: '-pdd',
      row: 120,
    };
    expect(formatRoute(route)).toBe(
      '/calls?capture=demo&filter=state+%3D+failed+and+from+%7E+%22%2B49%22&sort=-pdd&row=120',
    );
    expect(reparsed(route)).toEqual(route);
  });
  test('of a call names message and face, and keeps the list it came from', () => {
    const route: Route = {
      ...START_ROUTE,
      page: 'call',
      capture: 'demo',
      leg: 7,
      message: 42,
      tab: 'headers',
      filter: 'a',
      row: 3,
    };
    expect(formatRoute(route)).toBe('/calls/demo:7?filter=a&row=3&message=42&tab=headers');
    expect(reparsed(route)).toEqual(route);
  });
  test('of two messages names both', () => {
    const route: Route = { ...START_ROUTE, page: 'call', capture: 'demo', leg: 7, message: 42, compare: 40 };
    expect(formatRoute(route)).toBe('/calls/demo:7?message=42&compare=40');
    expect(reparsed(route)).toEqual(route);
    expect(parseRoute('/calls/demo:7', '?compare=x').compare).toBeUndefined();
  });
  test('of capture health is its own page', () => {
    expect(parseRoute('/capture', '?capture=demo')).toMatchObject({ page: 'capture', capture: 'demo' });
  });
  test('without a page is the list', () => {
    expect(parseRoute('/', '')).toEqual(START_ROUTE);
    expect(parseRoute('/nowhere/at/all', '')).toEqual(START_ROUTE);
  });
  test('with nonsense in it leaves the nonsense out', () => {
    expect(parseRoute('/calls/demo:seven', '?message=-1&row=1e9')).toEqual(START_ROUTE);
    expect(parseRoute('/calls/%E0%A4%A:7', '?tab=evil&message=99999999999999999')).toMatchObject({
      page: 'call',
      tab: 'raw',
      message: undefined,
    });
  });
  test('gives back every capture id and filter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        fc.nat(1e9),
        (capture, filter, leg) => {
          const route: Route = { ...START_ROUTE, page: 'call', capture, leg, filter };
          expect(reparsed(route)).toEqual(route);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });
});

test('the last colon of an id divides it', () => {
  expect(parseId('a:b:7')).toEqual({ capture: 'a:b', index: 7 });
  expect(parseId(':7')).toBeUndefined();
  expect(parseId('demo')).toBeUndefined();
});

test('the capture page names what is to be seen of it, and a frame that is open', () => {
  const route: Route = { ...START_ROUTE, page: 'capture', capture: 'a', part: 'counters', frame: '3-17' };
  expect(formatRoute(route)).toBe('/capture?capture=a&part=counters&frame=3-17');
  expect(reparsed(route)).toEqual(route);
  expect(parseRoute('/capture', '?part=evil').part).toBeUndefined();
});
test('a call of a later index has a long number', () => {
  const route: Route = { ...START_ROUTE, page: 'call', capture: 'live', leg: 7 * 2 ** 32 + 5 };
  expect(reparsed(route)).toEqual(route);
  expect(parseRoute('/calls/live:9999999999999999', '').leg).toBeUndefined();
});

test('the page of hosts keeps what is one host, which is chosen and the order', () => {
  const address = '/hosts?capture=demo&by=endpoint&host=10.0.0.7%3A5060&order=-asked';
  const [path = '', query = ''] = address.split('?');
  const route = parseRoute(path, `?${query}`);
  expect(route).toMatchObject({ page: 'hosts', hostsBy: 'endpoint', host: '10.0.0.7:5060', order: '-asked' });
  expect(formatRoute(route)).toBe(address);
  expect(formatRoute(parseRoute('/hosts', '?by=colour'))).toBe('/hosts');
});

test('the filter is applied to the list of calls and the overview', () => {
  const pages: readonly PageName[] = ['overview', 'calls', 'call', 'hosts', 'capture', ...TABLE_PAGES];
  expect(pages.filter(isFiltered)).toEqual(['overview', 'calls']);
});

test('calls or legs, and the legs of one ladder, are in the address', () => {
  expect(formatRoute({ ...START_ROUTE, isGrouped: true })).toBe('/calls?by=call');
  const merged = parseRoute('/calls/demo:7', '?legs=9,12,x');
  expect(merged).toMatchObject({ leg: 7, beside: [9, 12], isMerged: true });
  expect(formatRoute(merged)).toBe('/calls/demo:7?legs=9%2C12');
  expect(parseRoute('/calls/demo:7', '?legs=all')).toMatchObject({ beside: [], isMerged: true });
});
