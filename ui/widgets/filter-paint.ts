// The colours of a filter expression, drawn below the field that holds it: the field keeps its caret, its selection, its input method and
// what a screen reader hears; only its letters are clear. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { place } from '../base/place.ts';
import type { PaintPiece } from '../filter/paint.ts';

/** `scroll`: px that the field has scrolled sideways. `isWrongAtEnd`: the mistake is that something is missing. */
export function filterPaint(pieces: readonly PaintPiece[], scroll: number, isWrongAtEnd: boolean): TemplateResult {
  return html`<div class="paint" aria-hidden="true"><span ${place({ transform: `translateX(${-scroll}px)` })}>${pieces.map(
    ({ kind, text, isWrong }) => html`<span class=${classMap({ [kind]: true, wrong: isWrong })}>${text}</span>`,
  )}${isWrongAtEnd ? html`<span class="wrong">&nbsp;</span>` : nothing}</span></div>`;
}
