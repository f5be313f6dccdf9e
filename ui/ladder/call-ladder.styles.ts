// How a ladder looks. Lifelines are a repeated background of one row's height, so their number and length cost nothing: a picture as
// high as a ladder of 2000 messages takes a tenth of a second to paint.

import { css } from 'lit';

export const callLadderStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    height: 100%;
    min-height: 0;
  }
  .scroller {
    height: 100%;
    overflow: auto;
    overscroll-behavior: contain;
  }
  /* Its bar is there before its rows are: a ladder that gets narrower is laid out twice. */
  .scroller.long {
    overflow-y: scroll;
  }
  .scroller:focus-visible {
    outline: none;
  }
  .scroller:focus-visible .heads {
    box-shadow: inset 0 -2px 0 var(--accent);
  }
  .scroller:focus-visible .row.selected {
    outline: 1px solid var(--accent);
    outline-offset: -1px;
  }
  .sheet {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 100%;
    min-height: 100%;
  }
  .heads {
    flex: none;
    position: sticky;
    top: 0;
    z-index: 3;
    display: flex;
    height: 46px;
    background: var(--surface-1);
    border-bottom: 1px solid var(--line);
  }
  .corner {
    position: sticky;
    left: 0;
    z-index: 3;
    flex: none;
    width: var(--time);
    text-align: right;
    font-size: 11px;
    color: var(--ink-2);
    background: var(--surface-1);
    border-right: 1px solid var(--line);
  }
  .corner button {
    width: 100%;
    height: 100%;
    padding: 0 6px;
    text-align: right;
    white-space: nowrap;
  }
  .corner button:hover {
    background: var(--surface-2);
    color: var(--ink-1);
  }
  .host {
    position: relative;
    flex: none;
    width: var(--column);
    touch-action: pan-x;
  }
  .host :is(button, .face) {
    display: block;
    width: 100%;
    height: 100%;
    padding: 4px 8px;
    text-align: center;
    line-height: 17px;
    border-radius: 3px;
  }
  .host button:hover {
    background: var(--surface-2);
  }
  .host b,
  .host small {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .host b {
    font-weight: 600;
  }
  .host small {
    font-size: 11px;
    color: var(--ink-3);
  }
  .host.dragged {
    z-index: 2;
    background: var(--surface-2);
    box-shadow: var(--shadow);
    cursor: grabbing;
  }
  .host.before::before,
  .host.after::after {
    content: "";
    position: absolute;
    top: 0;
    bottom: 0;
    width: 3px;
    background: var(--accent);
    forced-color-adjust: none;
  }
  .host.before::before {
    left: -1px;
  }
  .host.after::after {
    right: -1px;
  }
  .body {
    flex: 1 0 auto;
    position: relative;
    background: linear-gradient(to right, var(--surface-0) calc(100% - 1px), var(--line) 0) 0 0 / var(--time) var(--row)
      repeat-y;
  }
  /* Lifelines end where the heads do, however wide the window is. */
  .body::before {
    content: "";
    position: absolute;
    inset: 0 auto 0 var(--time);
    width: calc(var(--column) * var(--lifelines));
    background: linear-gradient(to right, var(--line) var(--hair, 1px), transparent var(--hair, 1px)) calc(var(--column) / 2) 0 / var(--column)
      var(--row);
    pointer-events: none;
    print-color-adjust: exact;
    forced-color-adjust: none;
  }
  .omitted {
    position: sticky;
    left: 0;
    margin: 0;
    padding: 8px 12px;
    color: var(--state-warn);
  }
  @media (max-width: 479px) {
    ladder-minimap {
      display: none;
    }
  }
  .paper table {
    width: 100%;
    border-collapse: collapse;
  }
  .paper td {
    padding: 0;
  }
  .paper tr {
    break-inside: avoid;
  }
  .paper .heads,
  .paper .body {
    position: relative;
    width: 100%;
    print-color-adjust: exact;
  }
  .paper .body {
    height: var(--row);
  }
  @media print {
    :host {
      display: block;
      height: auto;
    }
  }
`;
