import { expect, test } from 'vitest';
import { tableAnswer, tableQuery } from '../../../ui/net/table-queries.ts';
import { finding, registration } from '../../support/ui-meaning.ts';

const KEY = { capture: 'demo', generation: 0, find: '', order: '' };

test('a text is searched for, a kind is asked for by its name', () => {
  expect(String(tableQuery(KEY, 100, 50))).toBe('capture=demo&offset=100&limit=50');
  expect(tableQuery({ ...KEY, find: 'bob', order: '-mos' }, 0, 50).get('text')).toBe('bob');
  expect(tableQuery({ ...KEY, find: 'bob', order: '-mos' }, 0, 50).get('sort')).toBe('-mos');
  const kind = tableQuery({ ...KEY, find: 'state:rejected' }, 0, 50);
  expect([kind.get('state'), kind.get('text')]).toEqual(['rejected', null]);
  expect(tableQuery({ ...KEY, find: 'sip:bob' }, 0, 50).get('text')).toBe('sip:bob');
});

test('rules and severities are counted over all findings', () => {
  const byRule = [
    { rule: 'glare', title: 'Glare', error: 0, warning: 1, notice: 2 },
    { rule: 'ack-missing', title: 'No ACK', error: 4, warning: 0, notice: 0 },
  ];
  expect(tableAnswer({ items: [finding('glare')], total: 1, byRule })).toMatchObject({
    total: 1,
    counts: {
      'severity:error': 4,
      'severity:warning': 1,
      'severity:notice': 2,
      'rule:glare': 3,
      'rule:ack-missing': 4,
    },
  });
});

test('registrations are counted by state', () => {
  const states = { active: 1 };
  const body = { rows: [registration(1)], offset: 0, total: 1, all: 1, states, omitted: 0, unreadable: 0 };
  expect(tableAnswer(body)).toEqual({ items: body.rows, total: 1, counts: states });
});
