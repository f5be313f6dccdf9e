// A failure in the server's words: what, why, what next, code. Commands in the hint can be copied.

import { html, nothing, type TemplateResult } from 'lit';
import { commandsIn } from '../base/commands-in.ts';
import { sentence } from '../base/format.ts';
import { visibleText } from '../base/visible-text.ts';
import type { Problem } from '../state/app-state.ts';
import { texts } from '../texts.ts';
import { icon } from '../widgets/icon.ts';
import '../widgets/copy-button.ts';

/** A box that says so aloud. */
export function problemView(title: string, problem: Problem): TemplateResult {
  return html`<div class="problem" role="alert">
    ${icon('warning')}
    <div>
      <b>${title}</b>
      <p class="traffic">${visibleText(sentence(problem.message))}</p>
      ${problem.hint === '' ? nothing : html`<p class="traffic">${hintView(problem.hint)}</p>`}
      <code class="code">${problem.code}</code>
    </div>
  </div>`;
}

/** A hint whose commands stand out and have their button. */
export function hintView(hint: string): readonly (TemplateResult | string)[] {
  return commandsIn(hint).map(part => (part.isCommand ? commandView(part.text) : visibleText(part.text)));
}

/** One command with its button. */
export function commandView(command: string, label: string = texts.start.copyCommand): TemplateResult {
  return html`<span class="command"><code>${visibleText(command)}</code><copy-button .text=${command} .label=${label} .done=${texts.message.copied} .failed=${texts.message.notCopied}></copy-button></span>`;
}
