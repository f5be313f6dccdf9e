import { expect, test } from 'vitest';
import { compileFilter } from '../../../collector/query/filter.ts';
import type { FilterSubject } from '../../../collector/query/filter-subject.ts';
import { LegSubject } from '../../../collector/query/leg-subject.ts';
import { callSources } from '../../support/call-sources.ts';
import { trace } from '../../support/trace.ts';

/** The same leg without columns: its texts are read. */
function withoutColumns(subject: LegSubject): FilterSubject {
  return new Proxy<FilterSubject>(subject, {
    get: (target, name) => {
      if (name === 'columns') return undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Legs of different methods, hosts, users and codes; one with characters that only a text can tell. */
function legs(): ReturnType<typeof trace> {
  const t = trace();
  t.request('INVITE', { callId: 'Ab-1', fromUser: '4242', toUser: '%6barl' });
  t.response(486, 'INVITE', { callId: 'Ab-1', toTag: 'x' });
  t.request('OPTIONS', { callId: 'cd-2', toUser: '+49301234' });
  t.request('XODD', { callId: 'ef-3', fromUser: '\u212aarl', from: '10.0.0.7:5080' });
  t.request('BYE', { callId: 'gh-4', toUser: 'Karl' });
  return t;
}

const FIELDS = [
  'from',
  'to',
  'fromUser',
  'toUser',
  'user',
  'callId',
  'method',
  'firstMethod',
  'ip',
  'source',
  'destination',
];
const WORDS = ['karl', '4242', 'AB', 'bob', 'INVITE', 'XODD', '+49', '10.', 'ä', '10.0.0.7', 'Ab-1'];

test('columns and texts give the same answer, for every field, operator and leg', async () => {
  const sources = await callSources(legs());
  const expressions = FIELDS.flatMap(field =>
    WORDS.flatMap(word => ['~', 'contains', '=', '!=', '!~'].map(operator => `${field} ${operator} "${word}"`)),
  ).filter(expression => compileFilter(expression).ok);
  const more = ['code = 486', 'codes = 486', 'codes >= 400', 'port = 5060', 'sourcePort > 1', 'destinationPort < 9'];
  const sets = [
    'state = busy',
    'kind != call',
    'transport = udp',
    'ip in 10.0.0.0/8',
    'source in 10.0.0.0/8',
    'from exists',
  ];
  const chosen: Record<string, number> = {};
  for (const expression of [...expressions, ...more, ...sets, 'user in {bob, "karl"}', 'from matches "k.rl"']) {
    const [compiled, again] = [compileFilter(expression), compileFilter(expression)];
    if (!compiled.ok || !again.ok) throw new Error(expression);
    const subject = new LegSubject(sources);
    const byColumns = sources.store.legs.map(leg => compiled.test(subject.moveTo(leg)));
    const byTexts = sources.store.legs.map(leg => again.test(withoutColumns(subject.moveTo(leg))));
    expect(byColumns, expression).toEqual(byTexts);
    chosen[expression] = byColumns.filter(Boolean).length;
  }
  expect(chosen).toMatchObject({ 'from ~ "karl"': 1, 'toUser = "karl"': 1, 'toUser ~ "karl"': 2, 'callId ~ "AB"': 1 });
  expect(chosen).toMatchObject({ 'method = "XODD"': 1, 'codes = 486': 1, 'state = busy': 1 });
});

test('legs that come later, and legs that change, are told apart by the same filter', async () => {
  const t = trace().request('INVITE', { callId: 'a', fromUser: 'ann' });
  const sources = await callSources(t);
  const subject = new LegSubject(sources);
  const filters = [
    'fromUser = eve',
    'user ~ "EV"',
    'from ~ eve',
    'source = 10.0.0.9',
    'method = BYE',
    'finding exists',
  ];
  const compiled = filters.map(compileFilter);
  const chosen = (): string[] =>
    compiled.map(filter =>
      sources.store.legs
        .filter(leg => filter.ok && filter.test(subject.moveTo(leg)))
        .map(({ index }) => 'abc'[index])
        .join(''),
    );
  expect(chosen()).toEqual(['', '', '', '', '', '']);
  t.request('INVITE', { callId: 'b', fromUser: 'eve', from: '10.0.0.9:5060' }).request('BYE', { callId: 'a', at: 100 });
  expect(chosen()).toEqual(['b', 'b', 'b', 'b', 'a', '']);
  for (const at of [600, 1700]) t.request('INVITE', { callId: 'b', fromUser: 'eve', from: '10.0.0.9:5060', at });
  t.request('OPTIONS', { callId: 'c', toUser: 'eve', at: 9000 });
  expect(chosen()).toEqual(['b', 'bc', 'b', 'b', 'a', 'b']);
});

test('one filter over two stores asks each about its own numbers', async () => {
  const compiled = compileFilter('method = XB');
  if (!compiled.ok) throw new Error('not compiled');
  const answers: boolean[] = [];
  for (const method of ['XA', 'XB']) {
    const sources = await callSources(trace().request(method));
    answers.push(compiled.test(new LegSubject(sources).moveTo(sources.store.legs[0])));
  }
  expect(answers).toEqual([false, true]);
});
