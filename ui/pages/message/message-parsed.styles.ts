// How the parsed face of a message looks.

import { css } from 'lit';

export const parsedStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100%;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 6px 10px;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent);
    font-size: var(--text-s);
  }
  .button {
    height: 24px;
    padding: 0 8px;
    font-size: var(--text-s);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  ul[role='tree'] {
    flex: 1;
    margin: 0;
    padding: 4px 0 8px;
    list-style: none;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: 18px minmax(88px, 30%) minmax(0, 1fr) 28px;
    gap: 0 4px;
    padding: 1px 6px 1px 4px;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 40%, transparent);
    cursor: default;
  }
  .row:hover {
    background: var(--surface-1);
  }
  .row[aria-selected='true'] {
    background: var(--selected);
  }
  .l2 {
    padding-left: 20px;
    border-bottom-color: transparent;
  }
  .l3 {
    padding-left: 38px;
    border-bottom-color: transparent;
  }
  .l4,
  .l5 {
    padding-left: 56px;
    border-bottom-color: transparent;
  }
  .s-error {
    box-shadow: inset 3px 0 0 var(--state-bad);
  }
  .s-warning {
    box-shadow: inset 3px 0 0 var(--state-warn);
  }
  .twist {
    color: var(--ink-3);
    text-align: center;
    line-height: 20px;
  }
  .twist svg {
    width: 12px;
    height: 12px;
    margin-top: 4px;
    transform: rotate(-90deg);
  }
  [aria-expanded='true'] > .twist svg {
    transform: none;
  }
  .name {
    min-width: 0;
    line-height: 20px;
    color: var(--ink-2);
    overflow-wrap: anywhere;
  }
  .l1 > .name {
    font-weight: 600;
    color: var(--code-name);
  }
  .name small {
    font-size: 11px;
    font-weight: 400;
    color: var(--ink-3);
  }
  .value {
    min-width: 0;
    font: var(--text-s) / 20px var(--mono);
    white-space: pre-wrap;
  }
  .s-error .value,
  .s-warning .value {
    text-decoration: underline wavy 1px;
    text-decoration-skip-ink: none;
    text-underline-offset: 3px;
    text-decoration-color: var(--state-bad);
  }
  .s-warning .value {
    text-decoration-color: var(--state-warn);
  }
  copy-button {
    position: absolute;
    top: -2px;
    right: 4px;
    opacity: 0;
  }
  .row:hover copy-button,
  .row[aria-selected='true'] copy-button,
  copy-button:focus-within {
    opacity: 1;
  }
  @media (hover: none) {
    copy-button {
      opacity: 1;
    }
  }
  .about,
  .problem {
    grid-column: 2 / 4;
    margin: 0 0 2px;
    font-size: var(--text-s);
    color: var(--ink-3);
  }
  .problem {
    display: flex;
    gap: 6px;
    width: 100%;
    text-align: left;
  }
  .problem.s-error {
    color: var(--state-bad);
    box-shadow: none;
  }
  .problem.s-warning {
    color: var(--state-warn);
    box-shadow: none;
  }
  .problem svg {
    width: 13px;
    height: 13px;
    margin-top: 2px;
  }
  .problem:hover {
    text-decoration: underline;
  }
  .words {
    position: sticky;
    bottom: 0;
    margin: 0;
    padding: 7px 14px;
    min-height: 48px;
    border-top: 1px solid var(--line);
    background: var(--surface-1);
    font-size: var(--text-s);
    color: var(--ink-2);
  }
  .words b {
    color: var(--ink-1);
  }
  a {
    color: var(--accent);
  }
  .note {
    margin: 0;
    padding: 8px 14px;
    color: var(--ink-2);
  }
  @media (max-width: 480px) {
    .row {
      grid-template-columns: 18px minmax(0, 1fr) 28px;
    }
    .value {
      grid-column: 2;
    }
    .about,
    .problem {
      grid-column: 2;
    }
  }
`;
