// A ladder as a Mermaid sequence diagram, for Markdown. Takes a LadderDiagram, gives text.
// Promises: nothing from the network can end a line, open a directive, tag or comment, or be read as a keyword.

import { printable } from '../bytes/printable.ts';
import type { LadderDiagram } from '../model/ladder.ts';
import { assertNever, gapWords, headLines, makeArrowWords } from './words.ts';

// Everything Mermaid gives a meaning to (`#` and `;` above all) goes as `#code;`, its own escape.
const NOT_PLAIN = /[^\p{L}\p{M}\p{N} .,:/@()_+*=!?'…→-]/gu;
// `end` closes blocks wherever the lexer meets it as a word; `wrap:` at the start of a message is an option.
const KEYWORD = /\b(?:end|(?:no)?wrap(?=:))\b/giu;

/** The diagram as `sequenceDiagram` source with a line feed at its end. Retransmissions are dotted open arrows, ICMP errors end in a cross, media are notes. */
export function ladderMermaid(diagram: LadderDiagram): string {
  const arrowWords = makeArrowWords(diagram);
  const lines = ['sequenceDiagram'];
  for (const host of diagram.hosts)
    lines.push(`  participant h${host.column} as ${headLines(host).map(mermaidText).join('<br/>')}`);
  const last = Math.max(0, diagram.hosts.length - 1);
  for (const row of diagram.rows) {
    switch (row.type) {
      case 'message': {
        const arrow = row.retransmission ? '--)' : row.statusCode === 0 ? '->>' : '-->>';
        lines.push(`  h${row.from}${arrow}h${row.to}: ${mermaidText(arrowWords(row))}`);
        break;
      }
      case 'event':
        if (row.from === undefined || row.to === undefined) {
          lines.push(`  Note over h0,h${last}: ${mermaidText(row.text)}`);
        } else if (row.media !== undefined) {
          const [left, right] = [row.from, row.to].sort((a, b) => a - b);
          lines.push(`  Note over h${left},h${right}: ${mermaidText(row.text)}`);
        } else lines.push(`  h${row.from}--xh${row.to}: ${mermaidText(row.text)}`);
        break;
      case 'seam':
        lines.push(`  Note over h0,h${last}: ${mermaidText(row.text)}`);
        break;
      case 'gap':
        lines.push(`  Note over h0,h${last}: ${mermaidText(gapWords(row))}`);
        break;
      default:
        assertNever(row);
    }
  }
  if (diagram.omitted > 0) lines.push(`  Note over h0,h${last}: ${diagram.omitted} more rows are not shown`);
  return `${lines.join('\n')}\n`;
}

function mermaidText(text: string): string {
  const safe = printable(text)
    .replace(NOT_PLAIN, code)
    .replace(KEYWORD, word => code(word.charAt(0)) + word.slice(1));
  return safe === '' ? ' ' : safe;
}

function code(character: string): string {
  return `#${character.codePointAt(0) ?? 0};`;
}
