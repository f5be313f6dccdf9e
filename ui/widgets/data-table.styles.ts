// How a data-table looks.

import { css } from 'lit';

export const tableStyles = css`
  :host {
    display: block;
    position: relative;
    min-height: 0;
    height: 100%;
  }
  .scroller {
    height: 100%;
    overflow: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
  }
  .scroller:focus-visible {
    outline: none;
  }
  .scroller:focus-visible .head {
    box-shadow: inset 0 -2px 0 var(--accent);
  }
  .scroller:focus-visible .body .row.cursor {
    outline: 1px solid var(--accent);
    outline-offset: -1px;
  }
  .sheet {
    position: relative;
  }
  .row {
    display: grid;
    grid-template-columns: var(--tracks);
    height: var(--row);
    align-items: center;
    white-space: nowrap;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 2;
    height: calc(var(--row) + 2px);
    background: var(--surface-1);
    border-bottom: 1px solid var(--line);
    color: var(--ink-2);
    font-size: var(--text-s);
    font-weight: 600;
  }
  .head .title {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    /* As high as the words of a button beside it stand. */
    padding-block: calc((var(--row) - 1.4em) / 2);
    line-height: 1.4;
  }
  .head button {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    max-width: 100%;
    height: var(--row);
    vertical-align: top;
    font-weight: 600;
  }
  .head button span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .head .cell:hover {
    color: var(--ink-1);
    background: var(--surface-2);
  }
  .head i {
    display: inline-grid;
    color: var(--accent);
  }
  .head i svg {
    width: 12px;
    height: 12px;
    stroke-width: 2.4;
  }
  .head i.ascending {
    transform: rotate(180deg);
  }
  .head .cell {
    position: relative;
  }
  .head .moving {
    opacity: 0.5;
  }
  .head .drop-before::before,
  .head .drop-after::before {
    content: '';
    position: absolute;
    inset: 0 auto 0 0;
    width: 3px;
    background: var(--accent);
    forced-color-adjust: none;
  }
  .head .drop-after::before {
    inset: 0 0 0 auto;
  }
  .grip {
    position: absolute;
    inset: 0 0 0 auto;
    width: 8px;
    cursor: col-resize;
    touch-action: none;
  }
  .grip::after {
    content: '';
    position: absolute;
    inset: 6px 0 6px auto;
    width: 1px;
    background: var(--line);
  }
  .grip:hover::after {
    inset: 0 0 0 auto;
    width: 3px;
    background: var(--accent);
  }
  .body {
    position: relative;
    overflow: hidden;
    contain: strict;
  }
  .body .row {
    position: absolute;
    inset: 0 0 auto;
    /* Not strict: a row that cuts off what its cells have cut off already is one more clip to the browser. */
    contain: layout size style;
    cursor: pointer;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 45%, transparent);
  }
  .body .row.selected {
    background: color-mix(in srgb, var(--selected) 60%, var(--surface-0));
  }
  .body .row.selected::before {
    content: '✓';
    position: absolute;
    left: 3px;
    font-size: 9px;
    font-weight: 700;
    line-height: 26px;
    color: var(--accent);
  }
  .body .row.under {
    background: var(--surface-1);
  }
  .fold,
  .branch {
    display: inline-grid;
    place-items: center;
    width: 18px;
    height: 20px;
    margin-left: -4px;
    vertical-align: middle;
    color: var(--ink-2);
    font-style: normal;
  }
  .branch {
    margin-left: 6px;
  }
  .fold.folded svg {
    transform: rotate(-90deg);
  }
  .fold:hover {
    color: var(--ink-1);
  }
  .body .row:hover {
    background: var(--surface-1);
  }
  .body .row.cursor {
    background: var(--selected);
  }
  @media (forced-colors: active) {
    .body .row.cursor {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .body .cell.here {
      outline: 2px dashed CanvasText;
      outline-offset: -3px;
    }
  }
  :host([stale]) .body {
    opacity: 0.55;
    transition: opacity var(--quick) 120ms;
  }
  .cell {
    padding: 0 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: isolate;
    font-variant-numeric: tabular-nums;
    min-width: 0;
  }
  /* A box that cuts off is a layer of its own to the browser; half of the cells on screen need none. */
  .body .cell.whole {
    overflow: visible;
  }
  .cell.here {
    box-shadow: inset 0 0 0 2px var(--accent);
  }
  .cell:first-child {
    padding-left: 12px;
  }
  .cell.end {
    text-align: right;
  }
  .body .row[hidden] {
    visibility: hidden;
  }
  /* Without a place in the layout it would have to be laid out again whenever the list is scrolled. */
  .body .row[hidden] {
    display: grid !important;
  }
  /* Its cells are neither drawn nor told while they hold another row; nor are they styled and laid out, as hidden ones would be, twice for
     each row that a leap leads to. */
  .body .row.awaited {
    content-visibility: hidden;
    background: linear-gradient(var(--surface-2), var(--surface-2)) 12px 9px / calc(60% - 12px) 8px no-repeat;
  }
  @supports not (content-visibility: hidden) {
    .awaited .cell {
      visibility: hidden;
    }
  }
  .zero {
    color: var(--ink-3);
  }
  .state {
    font-weight: 600;
  }
  .mark {
    display: inline-block;
    margin-left: 6px;
    vertical-align: -3px;
  }
  .flag {
    font-size: 11px;
    color: var(--ink-2);
    border: 1px solid var(--line);
    border-radius: 3px;
    padding: 0 4px;
    margin-left: 6px;
  }
`;
