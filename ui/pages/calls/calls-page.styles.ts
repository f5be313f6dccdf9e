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
`;
