// How a failure in the server's words looks.

import { css } from 'lit';

export const problemStyles = css`
  .problem {
    display: flex;
    gap: 10px;
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-1);
    box-shadow: inset 3px 0 0 var(--state-bad);
  }
  .problem > svg.icon {
    margin-top: 1px;
    color: var(--state-bad);
  }
  .problem > div {
    min-width: 0;
  }
  .problem p {
    margin: 2px 0 0;
    color: var(--ink-2);
    white-space: pre-line;
  }
  .problem .code {
    display: inline-block;
    margin-top: 6px;
    padding: 0;
    background: none;
    font: 11px var(--mono);
    color: var(--ink-3);
  }
  .command {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    gap: 2px;
    vertical-align: middle;
  }
  .command code {
    min-width: 0;
    padding: 3px 8px;
    border-radius: 4px;
    background: var(--surface-2);
    color: var(--ink-1);
    font: var(--text-s) var(--mono);
    overflow-wrap: anywhere;
  }
`;
