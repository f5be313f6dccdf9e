// How the raw text of a message looks.

import { css } from 'lit';

export const rawStyles = css`
  :host {
    display: block;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding: 6px 10px;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent);
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
  .note {
    margin: 0;
    padding: 8px 14px;
    color: var(--ink-2);
  }
  pre {
    margin: 0;
    padding: 8px 14px 12px;
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
  .line {
    unicode-bidi: isolate;
  }
  .line.marked > span {
    text-decoration: underline wavy 1px;
    text-decoration-skip-ink: none;
    text-underline-offset: 3px;
  }
  .s-error > span {
    text-decoration-color: var(--state-bad);
  }
  .s-warning > span {
    text-decoration-color: var(--state-warn);
  }
  .s-notice > span {
    text-decoration-color: var(--line-strong);
  }
  .mark {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    width: 100%;
    margin: 0 0 3px;
    padding: 1px 6px;
    border-left: 3px solid currentColor;
    background: var(--surface-1);
    font: var(--text-s) / 1.45 var(--font);
    text-align: left;
    white-space: normal;
    user-select: none;
  }
  .mark:hover {
    background: var(--surface-2);
  }
  .mark.s-error {
    color: var(--state-bad);
  }
  .mark.s-warning {
    color: var(--state-warn);
  }
  .mark.s-notice {
    color: var(--ink-3);
  }
  .mark svg {
    width: 13px;
    height: 13px;
    margin-top: 2px;
  }
  .mark small {
    font-size: 11px;
    white-space: nowrap;
  }
  .more {
    padding: 0 6px;
    border: 1px solid var(--line);
    border-radius: 3px;
    background: var(--surface-1);
    color: var(--accent);
    font: var(--text-s) / 1.3 var(--font);
    user-select: none;
  }
  .t-start {
    color: var(--code-start);
    font-weight: 600;
  }
  .t-name {
    color: var(--code-name);
  }
  .t-value,
  .t-plain {
    color: var(--code-value);
  }
  .t-id {
    color: var(--code-id);
  }
  .t-body {
    color: var(--code-body);
  }
  @media (forced-colors: active) {
    .line.marked > span {
      text-decoration: underline;
    }
  }
`;
