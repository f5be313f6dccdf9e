// How the body of a message looks: a section for each part, tables in it.

import { css } from 'lit';

export const bodyStyles = css`
  :host {
    display: block;
  }
  section {
    padding: 8px 14px 12px;
    border-bottom: 1px solid var(--line);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  h3 {
    margin: 0 auto 0 0;
    font-size: var(--text-m);
    font-weight: 600;
  }
  h4 {
    margin: 10px 0 2px;
    font-size: var(--text-s);
    font-weight: 600;
  }
  h4 small {
    font-weight: 400;
    color: var(--ink-3);
  }
  .note {
    margin: 0;
    padding: 12px 14px;
    color: var(--ink-2);
  }
  section .note {
    padding: 4px 0;
  }
  .button {
    height: 24px;
    padding: 0 8px;
    font-size: var(--text-s);
  }
  .button[aria-pressed='true'] {
    background: var(--selected);
    border-color: var(--accent);
  }
  .wide {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: var(--text-s);
  }
  caption {
    padding: 8px 0 2px;
    text-align: left;
    font-weight: 600;
  }
  th {
    font-weight: 600;
    text-align: left;
    color: var(--ink-3);
    white-space: nowrap;
  }
  th,
  td {
    padding: 2px 14px 2px 0;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 60%, transparent);
    vertical-align: top;
  }
  td {
    font-family: var(--mono);
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
    min-width: 4em;
    max-width: 46em;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(80px, max-content) minmax(0, 1fr);
    gap: 1px 12px;
    margin: 4px 0;
    font-size: var(--text-s);
  }
  dt {
    color: var(--ink-3);
    overflow-wrap: anywhere;
  }
  dd {
    margin: 0;
    font-family: var(--mono);
  }
  .medium {
    margin-top: 10px;
    padding: 6px 10px 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .medium > h4 {
    margin: 0;
    font-size: var(--text-m);
  }
  .refused {
    border-style: dashed;
    color: var(--ink-3);
  }
  .badge {
    display: inline-block;
    padding: 0 5px;
    border: 1px solid var(--line);
    border-radius: 3px;
    font: 11px / 16px var(--font);
    color: var(--ink-2);
  }
  .changes {
    margin: 4px 0;
    padding: 4px 8px;
    border-left: 3px solid var(--state-moved);
    background: var(--surface-1);
    font-size: var(--text-s);
    list-style: none;
  }
  .problems {
    margin: 4px 0;
    padding: 0;
    list-style: none;
    color: var(--state-bad);
    font-size: var(--text-s);
  }
  .link {
    padding: 0 2px;
    color: var(--accent);
    font: var(--text-s) / 1.4 var(--font);
  }
  .link:hover {
    text-decoration: underline;
  }
  details {
    margin-top: 8px;
  }
  summary {
    font-size: var(--text-s);
    color: var(--ink-2);
    cursor: pointer;
  }
  pre {
    margin: 6px 0 0;
    font: var(--text-s) / 1.55 var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
    tab-size: 4;
  }
  pre.hex {
    white-space: pre;
    overflow-x: auto;
  }
`;
