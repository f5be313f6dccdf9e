// How the calls page looks.

import { css } from 'lit';

export const callsStyles = css`
  :host {
    display: block;
    position: relative;
    height: 100%;
    min-height: 0;
  }
  data-table.aside {
    visibility: hidden;
  }
  .chip {
    position: absolute;
    right: 24px;
    bottom: 16px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 30px;
    padding: 0 12px;
    border-radius: 15px;
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    box-shadow: var(--shadow);
  }
  .empty {
    position: absolute;
    inset: 0;
    overflow: auto;
    display: grid;
    place-items: center;
    padding: 24px;
    text-align: center;
  }
  .empty > div {
    max-width: 460px;
  }
  .empty.drop > div {
    width: 100%;
    padding: 40px 32px;
    border: 1.5px dashed var(--line-strong);
    border-radius: 10px;
  }
  .empty svg.icon {
    width: 28px;
    height: 28px;
    color: var(--ink-3);
    stroke-width: 1.2;
  }
  .empty .button svg.icon {
    width: 16px;
    height: 16px;
    color: inherit;
  }
  h1 {
    margin: 12px 0 6px;
    font-size: var(--text-xl);
    font-weight: 600;
  }
  p {
    margin: 0 0 16px;
    color: var(--ink-2);
    overflow-wrap: anywhere;
  }
  .hint {
    margin: 16px 0 0;
    color: var(--ink-3);
  }
  code {
    font: var(--text-s) var(--mono);
    padding: 3px 8px;
    border-radius: 4px;
    background: var(--surface-2);
    color: var(--ink-1);
  }
`;
