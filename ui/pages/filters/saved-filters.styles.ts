// How the dialog of saved filters looks.

import { css } from 'lit';

export const savedStyles = css`
  dialog {
    width: min(640px, calc(100vw - 24px));
    max-height: calc(100vh - 48px);
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
    background: rgb(10 14 20 / 0.45);
  }
  header {
    display: flex;
    align-items: center;
    padding: 8px 8px 8px 16px;
    border-bottom: 1px solid var(--line);
  }
  h1 {
    margin: 0 auto 0 0;
    font-size: var(--text-l);
    font-weight: 600;
  }
  p {
    margin: 0;
  }
  form {
    display: grid;
    gap: 8px;
  }
  .new {
    padding: 12px 16px;
    border-bottom: 1px solid var(--line);
  }
  .line {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .line label {
    flex: 1;
    min-width: 0;
    display: flex;
    align-items: center;
    gap: 8px;
  }
  input[type='text'] {
    flex: 1;
    min-width: 0;
    height: 28px;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
    font: inherit;
  }
  code {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: var(--text-s) var(--mono);
    color: var(--ink-2);
  }
  .new code {
    max-height: 72px;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .quiet {
    color: var(--ink-2);
    font-size: var(--text-s);
  }
  .empty {
    padding: 16px;
    color: var(--ink-2);
  }
  ul {
    flex: 1;
    min-height: 0;
    margin: 0;
    padding: 6px;
    overflow: auto;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  li form {
    flex: 1;
    padding: 6px 4px;
  }
  .use {
    flex: 1;
    min-width: 0;
    padding: 5px 10px;
    border-radius: var(--radius);
    text-align: start;
  }
  .use:hover {
    background: var(--surface-2);
  }
  .use b {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .problem {
    margin: 8px 16px 0;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 16px;
    border-top: 1px solid var(--line);
  }
  footer p {
    flex: 1 1 240px;
  }
  .status {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    padding: 0 16px;
    color: var(--ink-2);
  }
  .status:empty {
    display: none;
  }
`;
