import { css } from 'lit';

export const hostsPageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .toolbar {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 4px 12px;
    padding: 6px 12px;
    border-bottom: 1px solid var(--line);
  }
  .toolbar h1 {
    margin: 0;
    font-size: var(--text-l);
    font-weight: 600;
  }
  .toolbar label {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-left: auto;
    color: var(--ink-2);
  }
  .toolbar select {
    height: 28px;
    padding: 0 6px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
  }
  .body {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    overflow: auto;
  }
  .body.with-details {
    grid-template-columns: minmax(0, 1fr) minmax(300px, 380px);
    overflow: hidden;
  }
  .main {
    min-height: 0;
    overflow: auto;
  }
  .picture {
    overflow: auto;
    /* The table begins in the window, however many hosts there are. */
    max-height: 58vh;
    padding: 4px 0;
    background: var(--surface-1);
    border-bottom: 1px solid var(--line);
  }
  .picture svg {
    display: block;
    margin: 0 auto;
  }
  .note {
    margin: 0;
    padding: 4px 12px;
    font-size: var(--text-s);
  }
  .line {
    fill: none;
    stroke: var(--line-strong);
  }
  .line.t-some {
    stroke: var(--state-warn);
  }
  .line.t-much {
    stroke: var(--state-bad);
  }
  .line.faint {
    opacity: 0.18;
  }
  .line:hover {
    stroke: var(--accent);
    opacity: 1;
  }
  .head {
    fill: var(--line-strong);
  }
  .head.t-some {
    fill: var(--state-warn);
  }
  .head.t-much {
    fill: var(--state-bad);
  }
  .label {
    font: 600 var(--text-s) var(--font);
    fill: var(--ink-1);
    stroke: var(--surface-1);
    stroke-width: 8px;
    stroke-linejoin: round;
    paint-order: stroke;
    pointer-events: none;
  }
  .label.t-some {
    fill: var(--state-warn);
  }
  .label.t-much {
    fill: var(--state-bad);
  }
  .box {
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    justify-content: center;
    width: 100%;
    padding: 2px 10px;
    overflow: hidden;
    text-align: left;
    border: 1px solid var(--line-strong);
    border-left-width: 4px;
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
    cursor: pointer;
  }
  .box b,
  .box span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .box span {
    font-size: var(--text-s);
    color: var(--ink-2);
  }
  .box.t-some {
    border-left-color: var(--state-warn);
  }
  .box.t-much {
    border-left-color: var(--state-bad);
  }
  .box.faint {
    background: var(--surface-1);
    color: var(--ink-3);
  }
  .box:hover {
    border-color: var(--accent);
  }
  .box[aria-pressed='true'] {
    background: var(--selected);
    border-color: var(--accent);
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-variant-numeric: tabular-nums;
  }
  .table {
    overflow-x: auto;
  }
  th,
  td {
    height: 26px;
    padding: 0 12px;
    text-align: left;
    font-weight: 400;
    white-space: nowrap;
    border-bottom: 1px solid var(--line);
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--surface-1);
    color: var(--ink-2);
    font-weight: 600;
  }
  th.number,
  td.number {
    text-align: right;
  }
  tbody tr:hover {
    background: var(--surface-1);
  }
  tbody tr.chosen {
    background: var(--selected);
  }
  @media (forced-colors: active) {
    tbody tr.chosen {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  .table tbody tr {
    cursor: pointer;
  }
  .plain {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
  }
  .plain:hover {
    color: var(--accent);
    text-decoration: underline;
  }
  aside {
    min-height: 0;
    overflow: auto;
    padding: 10px 14px;
    border-left: 1px solid var(--line);
  }
  aside header {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 8px;
  }
  aside h2 {
    margin: 0;
    font-size: var(--text-l);
    overflow-wrap: anywhere;
  }
  aside p {
    margin: 6px 0;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 4px 12px;
    margin: 10px 0;
  }
  dt {
    color: var(--ink-2);
  }
  dd {
    margin: 0;
  }
  .tally {
    display: inline-block;
    margin-right: 12px;
  }
  aside table {
    margin: 10px 0;
  }
  aside th,
  aside td {
    padding: 0 6px;
  }
  caption {
    padding: 4px 0;
    text-align: left;
    font-weight: 600;
  }
  .none {
    padding: 48px 24px;
    text-align: center;
    color: var(--ink-2);
  }
  .none h2 {
    margin: 0 0 8px;
    font-size: var(--text-xl);
  }
  @media (max-width: 900px) {
    .body.with-details {
      grid-template-columns: minmax(0, 1fr);
      overflow: auto;
    }
    .main {
      overflow: visible;
    }
    aside {
      order: -1;
      border-left: 0;
      border-bottom: 1px solid var(--line);
    }
  }
`;
