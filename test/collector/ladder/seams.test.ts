import { expect, test } from 'vitest';
import { buildLadder } from '../../../collector/ladder/ladder.ts';
import { ladderMermaid } from '../../../collector/ladder/mermaid.ts';
import { withSeams } from '../../../collector/ladder/seams.ts';
import { ladderSvg } from '../../../collector/ladder/svg.ts';
import { ladderText } from '../../../collector/ladder/text.ts';
import type { LegLink } from '../../../collector/model/call.ts';
import { ladderScript, ladderMessage as m } from '../../support/ladder-script.ts';

const [A, B, C] = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];
const LINK: LegLink = {
  from: 7,
  to: 9,
  fromCallId: 'a',
  toCallId: 'b',
  reason: 'header',
  score: 98,
  detail: 'X-CID: <a>',
  evidence: [2],
  cut: false,
  joins: true,
};
const diagram = buildLadder(
  ladderScript(
    m(0, A, B, 'INVITE', { leg: 7 }),
    m(5, B, C, 'INVITE', { leg: 9, transaction: 2 }),
    m(20, C, B, '200 OK', { leg: 9, transaction: 2 }),
    m(25, B, A, '200 OK', { leg: 7 }),
  ),
);

test('above the first message of each further leg stands why it belongs', () => {
  const { rows, legs } = withSeams(diagram, [LINK, { ...LINK, reason: 'number-and-time', score: 50, detail: 'x' }]);
  expect(legs).toEqual([7, 9]);
  expect(rows.map(row => row.type)).toEqual(['message', 'seam', 'message', 'message', 'message']);
  expect(rows[1]).toMatchObject({
    leg: 9,
    position: 2,
    score: 98,
    reasons: [
      { reason: 'header', to: 1 },
      { reason: 'number-and-time', score: 50 },
    ],
    text: 'leg 2, with leg 1: X-CID: <a> (98, and 1 more)',
  });
});

test('legs that somebody put together need no reason; what is cut is none', () => {
  expect(withSeams(diagram, [{ ...LINK, cut: true, joins: false }]).rows[1]).toMatchObject({
    reasons: [],
    score: 0,
    text: 'leg 2',
  });
});

test('one leg has no seams', () => {
  const one = buildLadder(ladderScript(m(0, A, B, 'INVITE'), m(1, B, A, '200 OK')));
  expect(withSeams(one, [])).toBe(one);
});

test('text, SVG and Mermaid draw them, and say which leg an arrow is of', () => {
  const merged = withSeams(diagram, [LINK]);
  const text = ladderText(merged, { width: 100, times: 'relative' });
  expect(text).toMatch(/═ leg 2, with leg 1: X-CID: <a> \(98\) ═/);
  expect(text).toContain('INVITE (leg 1)');
  expect(text).toContain('200 OK (leg 2)');
  expect(ladderText(merged, { ascii: true })).toMatch(/= leg 2, with leg 1: X-CID: <a> \(98\) =/);
  expect(ladderSvg(merged)).toContain('leg 2, with leg 1: X-CID: &lt;a&gt; (98)');
  expect(ladderMermaid(merged)).toContain('Note over h0,h2: leg 2, with leg 1');
});
