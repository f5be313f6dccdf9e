// How the differences of two messages look: two columns where there is room, else one with both below each other.

import { css } from 'lit';

export const diffStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 8px 14px;
    border-bottom: 1px solid var(--line);
    font-size: var(--text-s);
  }
  .tools p,
  .note {
    margin: 0;
    color: var(--ink-2);
  }
  .note {
    padding: 8px 14px;
    font-size: var(--text-s);
  }
  .partners {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    width: 100%;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .button {
    height: auto;
    min-height: 26px;
    padding: 2px 8px;
    font-size: var(--text-s);
    white-space: normal;
    text-align: left;
  }
  .button[aria-current] {
    background: var(--selected);
    border-color: var(--accent);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  table,
  tbody,
  thead {
    display: block;
  }
  tr {
    display: grid;
    grid-template-columns: 22px minmax(70px, 130px) minmax(0, 1fr) minmax(0, 1fr);
  }
  th {
    font-weight: 600;
    text-align: left;
  }
  thead th {
    padding: 4px 8px;
    font-size: var(--text-s);
    color: var(--ink-2);
    overflow-wrap: anywhere;
  }
  thead small {
    display: block;
    font-weight: 400;
    color: var(--ink-3);
  }
  .section {
    display: block;
    grid-column: 1 / -1;
    padding: 8px 14px 2px;
    font-size: var(--text-s);
    color: var(--ink-3);
    font-weight: 600;
    background: var(--surface-1);
    border-top: 1px solid var(--line);
  }
  td,
  tbody th {
    padding: 2px 8px;
    border-top: 1px solid color-mix(in srgb, var(--line) 45%, transparent);
    font: var(--text-s) / 1.5 var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
    min-width: 0;
  }
  tbody th.section {
    font: 600 var(--text-s) / 1.5 var(--font);
  }
  .sign {
    padding: 2px 0 2px 8px;
    font-weight: 600;
    color: var(--ink-3);
  }
  .name {
    color: var(--code-name);
  }
  .changed .sign {
    color: var(--state-warn);
  }
  .added .sign {
    color: var(--state-good);
  }
  .removed .sign {
    color: var(--state-bad);
  }
  .same td {
    color: var(--ink-3);
  }
  .noise :is(td, .name) {
    color: var(--ink-3);
  }
  mark {
    color: inherit;
    border-radius: 2px;
    background: color-mix(in srgb, var(--state-warn) 24%, transparent);
    box-shadow: inset 0 -1px 0 var(--state-warn);
  }
  .removed mark,
  .changed .l mark {
    background: color-mix(in srgb, var(--state-bad) 16%, transparent);
    box-shadow: inset 0 -1px 0 var(--state-bad);
  }
  .added mark,
  .changed .r mark {
    background: color-mix(in srgb, var(--state-good) 18%, transparent);
    box-shadow: inset 0 -1px 0 var(--state-good);
  }
  .none {
    color: var(--ink-3);
    font-family: var(--font);
    font-style: italic;
  }
  .side {
    display: none;
  }
  .calm {
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 12px 14px;
  }
  .calm svg {
    color: var(--state-good);
  }
  /* Too narrow for two columns: what is same stands once, the two sides of what differs below each other. */
  @container (max-width: 639px) {
    tr {
      grid-template-columns: 22px minmax(0, 1fr);
    }
    tr > .l,
    tr > .r,
    thead th {
      grid-column: 2;
    }
    thead .sign,
    thead .name,
    .same .r,
    .added .l,
    .removed .r {
      display: none;
    }
    tbody .l,
    tbody .r {
      border-top: 0;
    }
    .name:empty {
      display: none;
    }
    .changed .side {
      display: inline;
      color: var(--ink-3);
    }
  }
`;
