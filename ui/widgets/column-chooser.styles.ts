// How the column chooser looks.

import { css } from 'lit';

export const chooserStyles = css`
  dialog {
    width: min(440px, calc(100vw - 24px));
    height: min(720px, calc(100vh - 48px));
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface-0);
    color: var(--ink-1);
    box-shadow: var(--shadow);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(10 14 20 / 0.25);
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 12px 14px 8px 16px;
  }
  h1 {
    flex: 1;
    margin: 0;
    font-size: var(--text-l);
    font-weight: 600;
  }
  h2 {
    position: sticky;
    top: 0;
    z-index: 1;
    margin: 0;
    padding: 6px 16px 4px;
    background: var(--surface-0);
    color: var(--ink-2);
    font-size: var(--text-s);
    font-weight: 600;
  }
  .find {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0 16px 8px;
    padding: 0 8px;
    height: 30px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
  }
  .find:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }
  .find input {
    flex: 1;
    min-width: 0;
    border: 0;
    outline: none;
    background: none;
  }
  .lists {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    border-block: 1px solid var(--line);
    padding-bottom: 8px;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    display: flex;
    align-items: center;
    min-height: 30px;
    padding: 0 8px 0 16px;
  }
  li:hover,
  li:focus-within {
    background: var(--surface-1);
  }
  li label {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
    height: 30px;
    cursor: pointer;
  }
  li label span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  li .icon-button {
    width: 24px;
    height: 24px;
  }
  li .icon-button[disabled] {
    color: var(--ink-3);
    opacity: 0.4;
    cursor: default;
  }
  .width {
    font-size: var(--text-s);
    font-variant-numeric: tabular-nums;
    padding-right: 4px;
  }
  input[type='checkbox'] {
    width: 15px;
    height: 15px;
    margin: 0;
    accent-color: var(--accent);
  }
  p {
    margin: 0;
    padding: 4px 16px;
  }
  .lead {
    padding: 8px 16px 10px;
    color: var(--ink-2);
    font-size: var(--text-s);
  }
`;
