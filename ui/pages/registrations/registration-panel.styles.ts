// How the history of a registration looks: beside what it shares with the panel of a stream.

import { css } from 'lit';

export const registrationPanelStyles = css`
  .history {
    margin: 0;
    padding: 0 0 0 8px;
    list-style: none;
    font-size: var(--text-s);
  }
  .day {
    margin: 10px 0 4px -8px;
    font-weight: 600;
    color: var(--ink-2);
  }
  .event {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 14px;
    padding: 4px 0 4px 14px;
    border-left: 2px solid var(--line);
  }
  .event::before {
    content: '';
    position: absolute;
    left: -5px;
    top: 9px;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: currentColor;
    forced-color-adjust: none;
  }
  .time {
    color: var(--ink-2);
  }
  .what {
    flex: 1 1 130px;
    color: var(--ink-1);
  }
  .what small {
    color: var(--ink-3);
  }
  .code {
    font-variant-numeric: tabular-nums;
  }
  .links {
    white-space: nowrap;
  }
  .message-link {
    padding: 0 2px;
    color: var(--accent);
  }
  .message-link:hover {
    text-decoration: underline;
  }
`;
