// Ladders of the worst calls for a ticket: text in a fenced block, which every ticket system shows as it is.

import type { Capture } from '../capture.ts';
import { ladderText } from '../ladder/text.ts';
import { SEVERITIES } from '../model/finding.ts';

/** A ticket is about one trouble: the calls that show it best, not all. */
const LADDERS = 3;
const WIDTH = 100;
/** Lines of one ladder; who wants more opens the capture. */
const LINES = 80;

/** Empty when nothing worse than a notice was found. */
export function worstLadders(capture: Capture): string {
  const blocks = worstLegs(capture).flatMap(leg => {
    const call = capture.call(leg);
    if (call === undefined) return [];
    const lines = ladderText(call.ladder, { width: WIDTH, ascii: true }).trimEnd().split('\n');
    const cut = lines.length > LINES ? [`... ${lines.length - LINES} more lines: sipscope ladder`] : [];
    return [fenced([...lines.slice(0, LINES), ...cut].join('\n'))];
  });
  return blocks.length === 0 ? '' : `## Ladders of the worst calls\n\n${blocks.join('\n')}`;
}

/** Numbers of legs, one for each rule first: three ladders that show the same say no more than one. */
function worstLegs(capture: Capture): number[] {
  const legs = new Set<number>();
  for (const severity of SEVERITIES.filter(one => one !== 'notice')) {
    const { byRule } = capture.answers.findings({ severity, offset: 0, limit: 1 });
    for (const rule of byRule.filter(counts => counts[severity] > 0)) {
      const { items } = capture.answers.findings({ severity, rule: rule.rule, offset: 0, limit: 1 });
      for (const { leg } of items) if (leg !== undefined && legs.size < LADDERS) legs.add(leg);
    }
  }
  return [...legs];
}

/** The fence is longer than any in the text (CommonMark §4.5), so nothing in it ends the block. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}\n`;
}
