// Rules that every element of the page repeats: boxes, buttons, focus, numbers. Values come from the tokens in theme.css.

import { css } from 'lit';

export const shared = css`
  :host {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
    border-radius: 3px;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
  }
  .button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 28px;
    padding: 0 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
    white-space: nowrap;
    text-decoration: none;
  }
  .button:hover {
    background: var(--surface-2);
    border-color: var(--line-strong);
  }
  .button[disabled] {
    color: var(--ink-3);
    cursor: default;
  }
  .button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
  }
  .ink-open {
    color: var(--state-open);
  }
  .ink-up {
    color: var(--state-up);
  }
  .ink-good {
    color: var(--state-good);
  }
  .ink-done {
    color: var(--state-done);
  }
  .ink-warn {
    color: var(--state-warn);
  }
  .ink-moved {
    color: var(--state-moved);
  }
  .ink-bad {
    color: var(--state-bad);
  }
  .ink-lost {
    color: var(--state-lost);
  }
  .code-request {
    color: var(--class-request);
  }
  .code-1xx {
    color: var(--class-1xx);
  }
  .code-2xx {
    color: var(--class-2xx);
  }
  .code-3xx {
    color: var(--class-3xx);
  }
  .code-4xx {
    color: var(--class-4xx);
  }
  .code-5xx {
    color: var(--class-5xx);
  }
  .code-6xx {
    color: var(--class-6xx);
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    width: 28px;
    height: 28px;
    border-radius: var(--radius);
    color: var(--ink-2);
  }
  .icon-button:hover {
    background: var(--surface-2);
    color: var(--ink-1);
  }
  .mono {
    font-family: var(--mono);
    font-size: var(--text-s);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .quiet {
    color: var(--ink-3);
  }
  .traffic {
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  kbd {
    display: inline-block;
    min-width: 20px;
    padding: 0 5px;
    border: 1px solid var(--line);
    border-bottom-width: 2px;
    border-radius: 4px;
    background: var(--surface-1);
    font: 600 11px / 18px var(--mono);
    text-align: center;
    color: var(--ink-2);
  }
  /* Where the user's own colours take away backgrounds, what is chosen has a frame, and what has the focus a thicker one. */
  @media (forced-colors: active) {
    /* Its tokens are system colours already; the browser would lay a black plate under the words. */
    .button.primary {
      forced-color-adjust: none;
    }
    [aria-pressed='true'],
    [aria-selected='true'],
    [aria-current]:not([aria-current='false']) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    :focus-visible {
      outline: 3px solid CanvasText;
      outline-offset: -3px;
    }
  }
  svg.icon {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
  }
`;
