// How the top bar looks, on a desk and on a phone.

import { css } from 'lit';

export const topBarStyles = css`
  :host {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 10px;
    min-width: 0;
    background: var(--surface-1);
    border-bottom: 1px solid var(--line);
  }
  /* Which capture is open decides what stands here and how wide it is: nothing is shown that would move in a moment. */
  :host([awaiting]) > * {
    visibility: hidden;
  }
  .captures {
    position: relative;
    flex: none;
    max-width: 240px;
    display: flex;
    align-items: center;
    gap: 4px;
    height: 30px;
    padding: 0 8px;
    border-radius: var(--radius);
    font-weight: 600;
  }
  .captures > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .captures:hover {
    background: var(--surface-2);
  }
  select {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .captures:focus-within {
    outline: 2px solid var(--accent);
  }
  filter-box {
    flex: 1 1 320px;
  }
  .line-end {
    display: none;
  }
  .gap {
    flex: 1;
  }
  .elsewhere {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
    color: var(--ink-2);
    font-size: var(--text-s);
  }
  .elsewhere button {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    height: 26px;
    padding: 0 8px;
    border: 1px dashed var(--line-strong);
    border-radius: var(--radius);
  }
  .elsewhere code {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-decoration: line-through;
    font: var(--text-s) var(--mono);
  }
  .elsewhere small {
    font-size: var(--text-s);
    white-space: nowrap;
  }
  .buttons {
    display: inline-flex;
  }
  .icon-button[aria-pressed='true'] {
    background: var(--selected);
    color: var(--accent);
  }
  .pulse {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: var(--text-s);
    font-weight: 600;
    white-space: nowrap;
    color: var(--ink-2);
  }
  .pulse.live {
    color: var(--state-good);
  }
  .pulse.bad {
    color: var(--state-bad);
  }
  .pulse i {
    width: 8px;
    height: 8px;
    border: 1.5px solid currentColor;
    border-radius: 4px;
  }
  .pulse.live i {
    background: currentColor;
    forced-color-adjust: none;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 26px;
    padding: 0 10px;
    border: 1px solid currentColor;
    border-radius: 13px;
    font-size: var(--text-s);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .pill:hover {
    background: var(--surface-2);
  }
  .pill.good {
    color: var(--state-good);
  }
  .pill.warn {
    color: var(--state-warn);
  }
  .pill.bad {
    color: var(--state-bad);
  }
  .pill i {
    width: 8px;
    height: 8px;
    border-radius: 4px;
    background: currentColor;
    forced-color-adjust: none;
  }
  @media (max-width: 767px) {
    :host {
      flex-wrap: wrap;
      gap: 6px 4px;
      padding: 6px 8px;
    }
    .captures {
      flex: 1 1 0;
      max-width: none;
      min-width: 64px;
    }
    .follow {
      display: none;
    }
    .pulse:not(.bad) {
      font-size: 0;
      gap: 0;
    }
    /* Filter and health share the second line; without a filter all is in one. */
    .line-end.wanted {
      display: block;
      order: 4;
      flex-basis: 100%;
      margin-top: -6px;
    }
    filter-box {
      order: 5;
      flex: 1 1 180px;
    }
    .line-end.wanted ~ .pill {
      order: 6;
    }
    .gap {
      display: none;
    }
  }
`;
