import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLadder } from '../../../collector/ladder/ladder.ts';
import { ladderMermaid } from '../../../collector/ladder/mermaid.ts';
import { LADDER_CASES } from '../../support/ladder-cases.ts';
import { ladderScript, ladderMessage as m } from '../../support/ladder-script.ts';

const A = '10.0.0.1';
const B = '10.0.0.2';

test('a call reads as participants, arrows and notes', () => {
  const messages = ladderScript(
    m(0, A, B, 'INVITE', { hasSdp: true, sdp: 'PCMU' }),
    m(500, A, B, 'INVITE', { retransmissionOf: 0 }),
    m(9000, B, A, '200 OK'),
    m(9001, A, B, 'ACK'),
  );
  expect(ladderMermaid(buildLadder(messages, new Map([[A, 'alice']]), 4))).toBe(
    [
      'sequenceDiagram',
      '  participant h0 as alice<br/>10.0.0.1:5060',
      '  participant h1 as 10.0.0.2:5060',
      '  h0->>h1: INVITE (SDP PCMU)',
      '  h0--)h1: INVITE (retransmission)',
      '  Note over h0,h1: no message for 8.5 s',
      '  h1-->>h0: 200 OK',
      '  Note over h0,h1: 1 more rows are not shown',
      '',
    ].join('\n'),
  );
});

test('what Mermaid gives a meaning to is escaped', () => {
  const label = 'wrap: <b>#; %%{init}%% end "`$';
  const text = ladderMermaid(buildLadder(ladderScript(m(0, A, B, 'X', { label }))));
  expect(text).toContain(': #119;rap: #60;b#62;#35;#59; #37;#37;#123;init#125;#37;#37; #101;nd #34;#96;#36;\n');
});

test('no label adds a line or a statement', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const out = ladderMermaid(buildLadder(ladderScript(m(0, A, B, 'X', { label: text })), new Map([[A, text]])));
      expect(out.split('\n')).toHaveLength(5);
      expect(out.replace(/#\d+;/g, '').replaceAll('<br/>', '')).not.toMatch(/[#;<%{}]/);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('every case has as many arrows as messages', () => {
  for (const { messages, names, events } of LADDER_CASES) {
    const diagram = buildLadder(messages, names, undefined, events);
    const arrows = ladderMermaid(diagram).match(/^ {2}h\d+(->>|-->>|--\))h\d+: /gm) ?? [];
    expect(arrows).toHaveLength(diagram.rows.filter(row => row.type === 'message').length);
  }
});
