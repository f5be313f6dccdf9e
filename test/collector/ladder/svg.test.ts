import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLadder } from '../../../collector/ladder/ladder.ts';
import { ladderSvg } from '../../../collector/ladder/svg.ts';
import { LADDER_CASES } from '../../support/ladder-cases.ts';
import { ladderScript, ladderMessage as m } from '../../support/ladder-script.ts';

const A = '10.0.0.1';
const B = '10.0.0.2';

/** True when tags nest and close, and no bare `<` or `&` is left: enough of XML for what this writer makes. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)(\w+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g,
    (_, close: string, name: string, __, empty: string) => {
      if (close === '/') return open.pop() === name ? '' : '<';
      if (empty === '') open.push(name);
      return '';
    },
  );
  return open.length === 0 && !/[<]|&(?!amp;|lt;|gt;|quot;|#39;)/.test(rest);
}

test('a picture is well formed, whole and asks for nothing outside', () => {
  for (const { messages, names, events } of LADDER_CASES) {
    const diagram = buildLadder(messages, names, undefined, events);
    const svg = ladderSvg(diagram);
    expect(isWellFormed(svg)).toBe(true);
    expect(svg.match(/<g>/g)).toHaveLength(diagram.rows.filter(row => row.type !== 'gap').length);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|url\(|<script|<style|http/);
  }
});

test('hostile labels and names stay text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const messages = ladderScript(m(0, A, B, 'X', { label: text, faults: [text] }), m(1, B, B, 'Y', { label: text }));
      const svg = ladderSvg(buildLadder(messages, new Map([[A, text]])), { title: text });
      expect(isWellFormed(svg)).toBe(true);
      expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('a response tells how long it took, in its title', () => {
  const svg = ladderSvg(buildLadder(ladderScript(m(0, A, B, 'INVITE'), m(212, B, A, '180 Ringing'))));
  expect(svg).toContain('<title>#1 180 Ringing, 212 ms after its request</title>');
});

test('what a limit left out is told', () => {
  const messages = ladderScript(m(0, A, B, 'INVITE'), m(1, B, A, '200 OK'));
  expect(ladderSvg(buildLadder(messages, undefined, 1))).toContain('1 more rows are not shown');
});

test('a ladder without messages is still a picture', () => {
  expect(isWellFormed(ladderSvg(buildLadder([])))).toBe(true);
});
