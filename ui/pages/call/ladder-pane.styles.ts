// How the ladder and its bar stand on the call page.

import { css } from 'lit';

export const paneStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  call-ladder {
    flex: 1;
    min-height: 0;
    height: auto;
  }
  .chip {
    position: absolute;
    /* Beside the map. */
    right: 72px;
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
  .nothing {
    position: absolute;
    inset: 120px 16px auto;
    text-align: center;
    color: var(--ink-2);
  }
  .nothing p {
    margin: 4px 0 12px;
  }
  @media print {
    :host {
      display: block;
    }
    ladder-bar {
      display: none;
    }
  }
`;
