// A message as it was on the wire: coloured lines with what is wrong at its place, or its bytes in hexadecimal.
// Takes a MessageDetail; says lint-open with the number of a problem.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LintProblem, MessageDetail } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { count } from '../../base/format.ts';
import { hexDump } from '../../base/hex-dump.ts';
import { visibleLine, visibleText } from '../../base/visible-text.ts';
import { formatRoute, parseId, START_ROUTE } from '../../state/route.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { type PlacedProblem, problemsByLine } from './lint-places.ts';
import { messageBytes } from './message-bytes.ts';
import { rawStyles } from './message-raw.styles.ts';
import { COLOURED_LINES, type TokenLine, tokenise } from './raw-tokens.ts';
import { sippSend } from './sipp-snippet.ts';
import '../../widgets/copy-button.ts';

/** A longer line is folded behind this many characters, and says how many more there are. */
export const LONG_LINE = 4000;
/** Bytes that are dumped; the download has all. */
const HEX_LIMIT = 64 * 1024;

const WEIGHT: Readonly<Record<LintProblem['severity'], number>> = { error: 2, warning: 1, notice: 0 };
const words = texts.message;

@customElement('message-raw')
export class MessageRaw extends LitElement {
  static override styles = [shared, rawStyles];

  @property({ attribute: false }) message: MessageDetail | undefined;
  @state() private isHex = false;
  /** Long lines that were opened. */
  @state() private opened: ReadonlySet<number> = new Set();

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('message');
    if (changed.has('message') && before?.id !== this.message?.id) this.opened = new Set();
  }

  override render(): TemplateResult | typeof nothing {
    const { message } = this;
    if (message === undefined) return nothing;
    return html`${this.renderTools(message)}
      ${message.rawBase64 === undefined ? nothing : html`<p class="note">${words.notExact}</p>`}
      ${this.isHex ? renderHex(message) : this.renderText(message)}`;
  }

  /** Brings the line of a problem into view. */
  showProblem(number: number): void {
    this.isHex = false;
    void this.updateComplete.then(() => {
      const mark = this.renderRoot.querySelector<HTMLElement>(`[data-problem="${number}"]`);
      mark?.scrollIntoView({ block: 'center' });
      mark?.focus();
    });
  }

  private renderTools(message: MessageDetail): TemplateResult {
    const copy = { done: words.copied, failed: words.notCopied };
    return html`<div class="tools" role="group" aria-label=${words.tools}>
      <button class="button" aria-pressed=${this.isHex} @click=${() => {
        this.isHex = !this.isHex;
      }}>${words.hex}</button>
      <copy-button worded .text=${() => sippSend(messageBytes(message))} .label=${words.copySipp} .done=${copy.done} .failed=${copy.failed}></copy-button>
      <copy-button worded symbol="link" .text=${() => location.origin + linkOf(message)} .label=${words.copyLink} .done=${copy.done} .failed=${copy.failed}></copy-button>
      <a class="button" href="/api/messages/${encodeURIComponent(message.id)}/raw" download>${icon('down')}${words.download}</a>
    </div>`;
  }

  private renderText(message: MessageDetail): TemplateResult {
    const problems = problemsByLine(message.raw, message.lint ?? []);
    return html`<pre class="raw">${tokenise(message.raw).map((line, at) => this.renderLine(line, at, problems.get(at) ?? []))}</pre>`;
  }

  private renderLine(line: TokenLine, at: number, problems: readonly PlacedProblem[]): TemplateResult {
    const length = line.reduce((sum, token) => sum + token.text.length, 0);
    // The last token holds all lines behind the coloured ones.
    const isFolded = at < COLOURED_LINES && length > LONG_LINE && !this.opened.has(at);
    const shown = isFolded ? firstOf(line, LONG_LINE) : line;
    const worst = [...problems].sort((a, b) => WEIGHT[b.problem.severity] - WEIGHT[a.problem.severity])[0];
    const isMarked = worst !== undefined && worst.problem.severity !== 'notice';
    return html`<span class="line ${isMarked ? `marked s-${worst.problem.severity}` : ''}">${shown.map(
      token => html`<span class="t-${token.kind}">${visibleText(token.text)}</span>`,
    )}${isFolded ? this.renderMore(at, length - LONG_LINE) : nothing}\n</span>${problems.map(each => this.renderMark(each))}`;
  }

  private renderMore(at: number, hidden: number): TemplateResult {
    return html`<button class="more" @click=${() => {
      this.opened = new Set([...this.opened, at]);
    }}>${words.moreCharacters(count(hidden))}</button>`;
  }

  private renderMark({ problem, number }: PlacedProblem): TemplateResult {
    return html`<button class="mark s-${problem.severity}" data-problem=${number} @click=${() => emit(this, 'lint-open', number)}>${icon('flag')}<span class="traffic">${visibleLine(problem.message)} <small>${problem.rfc}</small></span></button>`;
  }
}

function renderHex(message: MessageDetail): TemplateResult {
  const bytes = messageBytes(message);
  const hidden = bytes.length - HEX_LIMIT;
  return html`<pre class="hex" tabindex="0">${hexDump(bytes.subarray(0, HEX_LIMIT))}</pre>
    ${hidden > 0 ? html`<p class="note">${words.moreBytes(count(hidden))}</p>` : nothing}`;
}

function firstOf(line: TokenLine, limit: number): TokenLine {
  const shown: { kind: TokenLine[number]['kind']; text: string }[] = [];
  let left = limit;
  for (const { kind, text } of line) {
    if (left <= 0) break;
    shown.push({ kind, text: text.slice(0, left) });
    left -= text.length;
  }
  return shown;
}

/** The address of the call with this message opened, without what else is looked at. */
function linkOf({ id, leg, index }: MessageDetail): string {
  return formatRoute({ ...START_ROUTE, page: 'call', capture: parseId(id)?.capture, leg, message: index });
}
