import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../../../collector/bytes/text-width.ts';
import { buildLadder } from '../../../collector/ladder/ladder.ts';
import { ladderText } from '../../../collector/ladder/text.ts';
import { expectGolden } from '../../support/golden.ts';
import { LADDER_CASES } from '../../support/ladder-cases.ts';
import { ladderScript, ladderMessage as m } from '../../support/ladder-script.ts';

const A = '192.0.2.1';
const B = '192.0.2.2';

describe('golden ladders', () => {
  test.each(LADDER_CASES)('$name', ({ name, messages, names, events }) => {
    const diagram = buildLadder(messages, names, undefined, events);
    const wide = ladderText(diagram, { width: 120 });
    const narrow = ladderText(diagram, { width: 72, times: 'delta', ascii: true });
    expectGolden(`fixtures/ladder/${name}.txt`, `${wide}\n72 columns, delta, ASCII:\n\n${narrow}`);
  });
});

test('no line is wider than asked while the columns can shrink', () => {
  for (const { messages, names, events } of LADDER_CASES) {
    const diagram = buildLadder(messages, names, undefined, events);
    for (let width = 72; width <= 160; width++) {
      for (const line of ladderText(diagram, { width }).split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  }
});

test('thirty hosts in eighty columns are drawn wider, none is left out', () => {
  const hosts = Array.from({ length: 30 }, (_, i) => `10.0.0.${i + 1}`);
  const hops = hosts.slice(1).map((host, i) => m(i, hosts[i] ?? '', host, 'INVITE', { transaction: i }));
  const text = ladderText(buildLadder(ladderScript(...hops)), { width: 80 });
  expect(text.match(/INVITE/g)).toHaveLength(29);
  expect(
    text
      .split('\n')
      .find(line => line.includes('┬'))
      ?.match(/┬/g),
  ).toHaveLength(30);
});

test('an address is broken over lines where it does not fit, never cut', () => {
  const address = '2001:db8:1234:5678:9abc:def0:1234:5678';
  const text = ladderText(buildLadder(ladderScript(m(0, `[${address}]`, A, 'INVITE'), m(1, A, B, 'INVITE'))), {
    width: 50,
  });
  const head = text.split('\n').filter(line => !line.includes('─') && !line.includes('│'));
  const columns = head.map(line => line.slice(0, 32).trim()).join('');
  expect(columns).toContain(`[${address}]:5060`.slice(0, 20));
  expect(head.join('')).not.toContain('…');
});

test('hostile labels, names and faults never reach the terminal raw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 120 }), (text, width) => {
      const messages = ladderScript(
        m(0, A, B, 'INVITE', { label: text, hasSdp: true, sdp: text, transport: text, faults: [text] }),
        m(1, B, B, '200 OK', { label: text }),
      );
      const out = ladderText(buildLadder(messages, new Map([[A, text]])), { width });
      expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
    { seed: 42, numRuns: 500 },
  );
});

test('ASCII means ASCII, whatever the labels', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
      const messages = ladderScript(
        m(0, A, B, 'INVITE', { label: text, sdp: text, hasSdp: true }),
        m(9000, B, A, '200 é'),
      );
      expect(ladderText(buildLadder(messages, new Map([[B, text]])), { ascii: true })).toMatch(/^[\x20-\x7e\n]*$/);
    }),
    { seed: 42, numRuns: 300 },
  );
});

test('colours change no character', () => {
  for (const { messages, names, events } of LADDER_CASES) {
    const diagram = buildLadder(messages, names, undefined, events);
    const coloured = ladderText(diagram, { colour: true });
    expect(coloured).toContain('\x1b[');
    expect(coloured.replace(/\x1b\[[0-9;]*m/g, '')).toBe(ladderText(diagram));
  }
});

test('relative times count from the first row, absolute ones carry the date when the ladder crosses midnight', () => {
  const twoDays = buildLadder(ladderScript(m(0, A, B, 'INVITE'), m(86_400_000, B, A, '200 OK')));
  expect(ladderText(twoDays, { times: 'relative' })).toContain('+86400.000000');
  expect(ladderText(twoDays)).toContain('2026-01-03 03:04:05.000000');
  expect(ladderText(twoDays)).toContain('no message for 24 h 00 min');
});

test('what a limit left out is told', () => {
  const messages = ladderScript(m(0, A, B, 'INVITE'), m(1, B, A, '200 OK'), m(2, A, B, 'ACK'));
  expect(ladderText(buildLadder(messages, undefined, 1))).toMatch(/\n2 more rows are not shown\.\n$/);
});

test('a ladder without messages says so', () => {
  expect(ladderText(buildLadder([]))).toContain('No messages.');
});

test('a host that talks only to itself has one column and its words to the right', () => {
  const text = ladderText(buildLadder(ladderScript(m(0, A, A, 'OPTIONS'))));
  expect(text).toContain('├─╮ OPTIONS');
  expect(text).toContain('│◀╯');
});
