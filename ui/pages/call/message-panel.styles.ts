// How the message panel looks.

import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--surface-0);
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: center;
    gap: 0 2px;
    padding: 8px 8px 8px 14px;
    background: var(--surface-1);
    border-bottom: 1px solid var(--line);
  }
  header > p,
  header > dl,
  header > ul {
    grid-column: 1 / -1;
  }
  h2 {
    margin: 0;
    font-size: var(--text-l);
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  p {
    margin: 2px 0 0;
    overflow-wrap: anywhere;
  }
  header p {
    font-size: var(--text-s);
    color: var(--ink-2);
  }
  header p.quiet {
    color: var(--ink-3);
  }
  .points {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 2px 10px;
    margin-top: 4px;
    font-size: var(--text-s);
  }
  .points dt {
    color: var(--ink-3);
  }
  .points ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .points li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
  }
  .points b {
    font-weight: 600;
  }
  .tabs {
    display: flex;
    gap: 4px;
    padding: 0 10px;
    border-bottom: 1px solid var(--line);
    background: var(--surface-1);
  }
  [role='tab'] {
    height: 32px;
    padding: 0 10px;
    border-bottom: 2px solid var(--clear);
    color: var(--ink-2);
  }
  [role='tab']:hover {
    color: var(--ink-1);
  }
  [role='tab'][aria-selected='true'] {
    border-color: var(--accent);
    color: var(--ink-1);
    font-weight: 600;
  }
  small {
    font-size: 11px;
    color: var(--ink-3);
    font-weight: 400;
  }
  small.bad {
    color: var(--state-bad);
  }
  .face {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .note {
    margin: 0;
    padding: 12px 14px;
    color: var(--ink-2);
  }
  dl,
  dd {
    margin: 0;
  }
  .problems {
    list-style: none;
    margin: 4px 0 2px;
    padding: 0;
    color: var(--state-bad);
    font-size: var(--text-s);
  }
  .problems li {
    display: flex;
    gap: 6px;
    align-items: flex-start;
  }
  .problems svg {
    width: 14px;
    height: 14px;
    margin-top: 1px;
  }
`;
