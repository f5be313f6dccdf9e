// How the table pages look.

import { css } from 'lit';

export const tableViewStyles = css`
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
  .total {
    color: var(--ink-3);
    font-variant-numeric: tabular-nums;
  }
  .find {
    display: flex;
    align-items: center;
    gap: 6px;
    flex: 0 1 320px;
    min-width: 160px;
    margin-left: auto;
    padding: 0 8px;
    height: 28px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-3);
  }
  @media (max-width: 767px) {
    .find {
      flex: 1 1 100%;
    }
  }
  .find:focus-within {
    border-color: var(--accent);
    outline: 1px solid var(--accent);
  }
  .find input {
    flex: 1;
    min-width: 0;
    border: 0;
    outline: 0;
    padding: 0;
    font: inherit;
    color: var(--ink-1);
    background: none;
  }
  .facets {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    min-height: 35px;
    padding: 6px 12px;
    border-bottom: 1px solid var(--line);
    max-height: 92px;
    overflow: auto;
  }
  /* One line that is moved sideways: it is as high before the facets are there. */
  @media (max-width: 767px) {
    .facets {
      flex-wrap: nowrap;
      scrollbar-width: none;
    }
    .facet {
      flex: none;
    }
  }
  .facet {
    display: inline-flex;
    gap: 8px;
    align-items: baseline;
    padding: 1px 8px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface-1);
    color: var(--ink-2);
    font-size: var(--text-s);
    line-height: 18px;
  }
  .facet:hover {
    background: var(--surface-2);
  }
  .facet[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--selected);
    color: var(--ink-1);
  }
  .facet b {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .bad {
    color: var(--state-bad);
  }
  .warn {
    color: var(--state-warn);
  }
  .good {
    color: var(--state-good);
  }
  data-table,
  split-panel {
    flex: 1;
    min-height: 0;
    height: auto;
  }
  data-table.aside {
    display: none;
  }
  .pane {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .none {
    padding: 48px 24px;
    text-align: center;
    color: var(--ink-2);
  }
  .none h2 {
    margin: 0 0 8px;
    font-size: var(--text-xl);
    font-weight: 600;
    color: var(--ink-1);
  }
  .none p {
    max-width: 60ch;
    margin: 0 auto 12px;
  }
`;
