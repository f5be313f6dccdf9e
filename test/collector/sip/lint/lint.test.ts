import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LINT_RULES, lintMessage, problemText } from '../../../../collector/sip/lint/lint.ts';
import { readMessage } from '../../../../collector/sip/message.ts';
import { capturesIn, FIXTURES, readWithKeys } from '../../../support/captures.ts';
import { lintOf, request, response } from '../../../support/lint-cases.ts';

test('a flawless message has no problem', () => {
  expect(lintOf({})).toEqual([]);
  expect(lintOf(request('INVITE'))).toEqual([]);
  expect(lintOf(response(200, 'INVITE'))).toEqual([]);
});

test('ids are stable words; one id has one file', () => {
  for (const { id } of LINT_RULES) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
});

test('of what is no message nothing is demanded', () => {
  expect(lintMessage(readMessage(Buffer.from('hello\r\n\r\n'))).map(({ id }) => id)).toEqual(['start-line']);
});

test('a problem says where it is, and is one line in the list of problems', () => {
  const [problem] = lintOf(request('INVITE', { Contact: 'nobody' }));
  expect(problem).toEqual({
    id: 'contact-syntax',
    severity: 'error',
    message: 'no address in "nobody"',
    rfc: 'RFC 3261 §25.1',
    place: 'header',
    header: 'Contact',
    at: 7,
  });
  expect(problemText(problem)).toBe('Contact: no address in "nobody" (RFC 3261 §25.1)');
});

test('hostile messages cost a bounded list', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `Contact: <sip:${i}@`);
  const problems = lintOf({
    lines: [...lines, `Supported: ${'x,'.repeat(20_000)}`, `Via: ${'SIP/2.0/UDP a, '.repeat(5000)}`],
  });
  expect(problems).toHaveLength(501);
  expect(problems.at(-1)).toMatchObject({ id: 'not-looked-at', severity: 'notice' });
});

describe('recordings of real stacks', () => {
  // What a recording breaks on purpose.
  const INTENDED: Readonly<Record<string, readonly string[]>> = {
    'session-timer.pcap': ['session-expires-short'],
  };

  test('have nothing but notices', async () => {
    const found: string[] = [];
    for (const path of capturesIn(FIXTURES)) {
      const name = path.slice(FIXTURES.length + 1);
      const { lint } = (await readWithKeys(path)).report({ summary: true, lint: true });
      for (const { id, severity, text } of lint?.problems ?? []) {
        if (severity !== 'notice' && INTENDED[name]?.includes(id) !== true) found.push(`${name}: ${id}: ${text}`);
      }
    }
    expect(found).toEqual([]);
  }, 300_000);

  test('the report counts messages by what is wrong with them, with the first of them', async () => {
    const capture = await readWithKeys(join(FIXTURES, 'session-timer.pcap'));
    const { lint } = capture.report({ summary: true, lint: true });
    expect(lint?.problems[0]).toMatchObject({ id: 'session-expires-short', severity: 'warning', messages: 1 });
    expect(capture.message(lint?.problems[0].example ?? -1)?.lint?.map(({ id }) => id)).toContain(
      'session-expires-short',
    );
  });
});
