// What is wrong with a message: every problem in full, with its rule, where it stands, and the section that says so.
// Takes the list, and which one is to be in view; says lint-show with the number of one, to see it in the raw text.

import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LintProblem } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { visibleLine } from '../../base/visible-text.ts';
import { shared } from '../../styles/shared.ts';
import { messageTexts } from '../../texts-message.ts';
import { icon } from '../../widgets/icon.ts';
import { rfcLink } from './rfc-link.ts';

const words = messageTexts.lint;

@customElement('message-lint')
export class MessageLint extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        padding: 8px 14px;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 6px 10px 8px;
        border: 1px solid var(--line);
        border-left: 3px solid var(--line-strong);
        border-radius: var(--radius);
      }
      li.s-error {
        border-left-color: var(--state-bad);
      }
      li.s-warning {
        border-left-color: var(--state-warn);
      }
      li.is-lit {
        background: var(--selected);
      }
      p {
        margin: 2px 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0 10px;
        font-size: var(--text-s);
        color: var(--ink-3);
      }
      .s-error b {
        color: var(--state-bad);
      }
      .s-warning b {
        color: var(--state-warn);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        font-size: var(--text-s);
      }
      .foot button,
      a {
        color: var(--accent);
      }
      .calm {
        display: flex;
        gap: 8px;
        color: var(--ink-2);
      }
      .calm svg {
        color: var(--state-good);
      }
    `,
  ];

  @property({ attribute: false }) problems: readonly LintProblem[] = [];
  /** Number of the one to be seen. */
  @property({ attribute: false }) lit: number | undefined;

  override render(): TemplateResult {
    if (this.problems.length === 0) return html`<p class="calm">${icon('check')}${words.none}</p>`;
    return html`<ul>${this.problems.map((problem, number) => this.renderProblem(problem, number))}</ul>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('lit') && this.lit !== undefined)
      this.renderRoot.querySelector('.is-lit')?.scrollIntoView({ block: 'nearest' });
  }

  private renderProblem(problem: LintProblem, number: number): TemplateResult {
    const place = problem.header === undefined ? words.place[problem.place] : problem.header;
    const isMissing = problem.header !== undefined && problem.at === undefined;
    return html`<li class="s-${problem.severity} ${number === this.lit ? 'is-lit' : ''}">
      <div class="head"><b>${words.severities[problem.severity]}</b><span>${visibleLine(place)}${isMissing ? ` (${words.missing})` : ''}</span><code>${problem.id}</code></div>
      <p class="traffic">${visibleLine(problem.message)}</p>
      <div class="foot">${rfcLink(problem.rfc)}<button @click=${() => emit(this, 'lint-show', number)}>${words.show}</button></div>
    </li>`;
  }
}
