import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFilter } from '../../../collector/query/filter.ts';
import { filterSubject } from '../../support/filter-subject.ts';

type Details = Parameters<typeof filterSubject>[0];

function passes(expression: string, details?: Details): boolean {
  const filter = compileFilter(expression);
  if (!filter.ok) throw new Error(`${filter.error.message} at ${filter.error.position}`);
  return filter.test(filterSubject(details));
}

function error(
  expression: string,
): { readonly message: string; readonly position: number; readonly length: number } | undefined {
  const filter = compileFilter(expression);
  return filter.ok ? undefined : filter.error;
}

test.each([
  'state = failed and method = INVITE and from ~ "+49" and code >= 500 and pdd > 3s and header["X-Tenant"] = "a" and ip in 10.0.0.0/8',
  '',
  'state == FAILED',
  'state in {failed, busy}',
  'state ~ fail',
  'kind = call',
  'flag = forked',
  'flag = latestart',
  'flag exists',
  'method = invite',
  'method = XFOO',
  'firstMethod = INVITE',
  'transport = udp',
  'code = 5xx',
  'code = 503',
  'code in 500..599',
  'code in {404, 503}',
  'code in {404, 5xx}',
  'code = 500..599',
  'codes = 183',
  'codes < 200',
  'sip.Status-Code == 100',
  'from contains "Alice"',
  'from ~ "alice"',
  'from matches "^.alice. <sip:\\+49\\d+@"',
  'from = "\\"Alice\\" <sip:+49301234@a.example>"',
  'fromUser = +49301234',
  'user = bob',
  'sip.to.user == "bob"',
  'callId ~ A84B',
  'ip = 10.1.2.3',
  'ip.addr == 2001:DB8:0::1',
  'ip in {192.168.0.0/16, 2001:db8::/32}',
  'ip in 10.1.2.1..10.1.2.9',
  'source = 10.1.2.3',
  'source = 10.1.2.3:5060',
  'src in 10.0.0.0/8',
  'destination = [2001:db8::1]:5070',
  'source ~ "10.1"',
  'port = 5070',
  'sourcePort < 5070',
  'pdd >= 3500ms',
  'pdd <= 3.5s',
  'pdd = 3s..4s',
  'talk = 1m30s',
  'setup not exists',
  'not setup > 0',
  'setup != 3s',
  'time = 2026-01-02',
  'time = 2026-01-02T03:04:05Z',
  'time > 2026-01-01',
  'time <= 2026-01-02',
  'time in 2026-01-01..2026-01-02',
  'messages > 10',
  'retransmissions = 2',
  'duplicates = 0',
  'dialogs != 1',
  'ua ~ kamailio',
  'ua = friendly-scanner',
  'header[x-tenant] = a',
  'header["X-None"] not exists',
  'header["X-None"] != a',
  'sip.X-Tenant = a',
  'bob@b.example',
  '"sip/2.0" and not nobody',
  '(a or code = 503) and !(code = 404)',
])('%s lets the call pass', expression => {
  expect(passes(expression)).toBe(true);
});

test.each([
  'not ua contains "friendly-scanner"',
  'state != failed',
  'state in {busy, declined}',
  'flag = onHold',
  'method = BYE',
  'firstMethod = ACK',
  'code = 4xx',
  'code < 503',
  'codes = 200',
  'from contains "alice"',
  'from = alice',
  'from matches "^alice"',
  'from !~ alice',
  'ip = 10.1.2.4',
  'source in 2001:db8::/32',
  'source = 10.1.2.3:5061',
  'pdd > 3500ms',
  'pdd < 3.5s',
  'setup < 1h',
  'setup exists',
  'time < 2026-01-02',
  'time > 2026-01-02',
  'time = 2026-01-02T03:04:06Z',
  'header["X-Tenant"] = A',
  'nobody',
  'code = 503 and nobody',
])('%s holds the call back', expression => {
  expect(passes(expression)).toBe(false);
});

test('a leg without a final code has none to compare', () => {
  expect(passes('code < 700', { statusCode: 0 })).toBe(false);
  expect(passes('code not exists', { statusCode: 0 })).toBe(true);
});

test.each([
  ['state = faild', 8, 5, 'state has no value “faild”. Did you mean failed? It is one of trying, '],
  ['kind in {call, foo}', 15, 3, 'kind has no value “foo”. It is one of call, registration'],
  ['sttae = failed', 0, 5, 'There is no field “sttae”. Did you mean state?'],
  ['a and hue < 3', 6, 3, 'There is no field “hue”.'],
  ['sip:bob@b;x = 1', 0, 11, 'There is no field “sip:bob@b;x”. Put text to search for in quotes.'],
  ['header = 5', 0, 6, 'Say which header: header["X-Tenant"].'],
  ['from["x"] = 5', 0, 9, 'Only header takes a name in brackets.'],
  ['header["a b"] = 5', 0, 13, 'A header name has no blanks and no colon.'],
  ['pdd > 3', 6, 1, 'pdd takes a duration like 3s, 250ms or 1m30s. The unit is missing.'],
  ['pdd > fast', 6, 4, 'pdd takes a duration like 3s, 250ms or 1m30s.'],
  ['code = abc', 7, 3, 'code takes a status code like 404, 5xx or 500..599.'],
  ['messages = 5xx', 11, 3, 'messages takes a number.'],
  ['time > 10:00', 7, 5, 'startTime takes a time like 2026-01-02 or 2026-01-02T10:20:30Z.'],
  ['code in 599..500', 8, 8, 'This range runs backwards.'],
  ['code > 1..2', 7, 4, 'A range goes with = or in, not with >.'],
  ['code ~ 5', 5, 1, 'code cannot be compared with ~; use =, in, !=, <, <=, >, >=, exists.'],
  ['from < a', 5, 1, 'from cannot be compared with <; use =, in, !=, ~, contains, matches, exists.'],
  ['from = a..b', 7, 4, 'from is a text and has no ranges.'],
  ['from ~ a..b', 7, 4, '~ takes one text; put it in quotes.'],
  ['ip = host', 5, 4, 'ip takes an IP address'],
  ['ip in {10.0.0.1, 10.0.0.0/99}', 17, 11, 'ip takes an IP address'],
  ['from matches "(a"', 13, 4, 'This is no pattern: “(” is not closed.'],
  ['code =', 6, 0, 'The expression ends too early: expected a value.'],
])('%s is wrong at %i, %i long', (expression, position, length, message) => {
  expect(error(expression)).toMatchObject({ position, length });
  expect(error(expression)?.message).toContain(message);
});

test('cheap operands are asked first, so that messages are read for no leg that fails without them', () => {
  const filter = compileFilter('(alice or ua ~ x) and header[Via] exists and state = busy');
  const subject = filterSubject();
  expect(filter).toMatchObject({ ok: true, needsMessages: true });
  expect(filter.ok && filter.test(subject)).toBe(false);
  expect(subject.slowReads).toBe(0);
  const either = compileFilter('alice or state = failed');
  expect(either.ok && either.test(subject)).toBe(true);
  expect(subject.slowReads).toBe(0);
});

test('an expression over summaries alone needs no messages', () => {
  expect(compileFilter('state = failed and method = INVITE and ip in 10.0.0.0/8')).toMatchObject({
    needsMessages: false,
  });
});

test('no text makes the compiler or the test throw, and every error lies inside the text', () => {
  const word = fc.constantFrom(
    ...[
      'and',
      'or',
      'not',
      '(',
      ')',
      '=',
      '!=',
      '~',
      '<',
      'in',
      'matches',
      'exists',
      '..',
      '{',
      '}',
      ',',
      '500',
      '3s',
      '"(a"',
    ],
    ...['code', 'state', 'failed', 'ip', '10.0.0.0/8', 'time', '2026-01-02', 'header["a"]', 'constructor', '__proto__'],
  );
  const soup = fc.array(word, { maxLength: 20 }).map(words => words.join(' '));
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 })), expression => {
      const filter = compileFilter(expression);
      if (filter.ok) expect(typeof filter.test(filterSubject())).toBe('boolean');
      else expect(filter.error.position + filter.error.length).toBeLessThanOrEqual(expression.length);
    }),
    { seed: 17, numRuns: 3000 },
  );
});
