// How the form for a live capture looks.

import { css } from 'lit';

export const startFormStyles = css`
  :host {
    display: block;
    padding: 14px 16px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-1);
  }
  form {
    display: grid;
    gap: 16px;
  }
  p {
    margin: 0;
  }
  .lead {
    color: var(--ink-2);
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
    gap: 16px 28px;
    align-items: start;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend,
  label[for] {
    padding: 0;
    font-weight: 600;
  }
  legend {
    margin-bottom: 6px;
  }
  fieldset > p {
    margin-bottom: 8px;
  }
  input[type='text'],
  input[type='number'],
  select {
    height: 30px;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
  }
  input[type='text'] {
    width: 100%;
    min-width: 0;
  }
  input::placeholder {
    color: var(--ink-3);
    opacity: 1;
  }
  input[aria-invalid='true'] {
    border-color: var(--state-bad);
    outline: 1px solid var(--state-bad);
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--accent);
  }
  .interfaces {
    max-height: 260px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-0);
  }
  .interface {
    display: flex;
    align-items: center;
    gap: 4px 8px;
    min-height: 32px;
    padding: 4px 10px;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 60%, transparent);
    cursor: pointer;
  }
  .interface:last-child {
    border-bottom: 0;
  }
  .interface:hover {
    background: var(--surface-2);
  }
  .interface b {
    color: var(--ink-1);
    white-space: nowrap;
  }
  .about {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: right;
    color: var(--ink-2);
  }
  .down b,
  .down .about {
    color: var(--ink-3);
  }
  .badge {
    flex: none;
    padding: 0 5px;
    border: 1px solid var(--line);
    border-radius: 3px;
    font: 11px / 16px var(--font);
    color: var(--ink-2);
  }
  .badge.up {
    color: var(--state-good);
    border-color: currentColor;
  }
  .link {
    margin-top: 6px;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .listener {
    display: flex;
    gap: 4px;
    margin-bottom: 6px;
  }
  .wrong {
    margin: 4px 0 8px;
    color: var(--state-bad);
  }
  .sender {
    margin-top: 12px;
  }
  .sender label {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-bottom: 6px;
    font-weight: 600;
  }
  .config {
    position: relative;
    margin-top: 4px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-0);
  }
  .config pre {
    margin: 0;
    padding: 8px 40px 8px 10px;
    overflow-x: auto;
    line-height: 1.5;
  }
  .config copy-button {
    position: absolute;
    top: 2px;
    right: 2px;
    background: var(--surface-0);
  }
  .filter input {
    margin-top: 6px;
  }
  .caret {
    margin: 6px 0 0;
    padding-left: 9px;
    line-height: 1.2;
    overflow-x: auto;
  }
  .caret b {
    color: var(--state-bad);
  }
  .engine {
    display: flex;
    gap: 8px;
    padding: 3px 0;
    cursor: pointer;
  }
  .why {
    margin: 0 0 6px 24px;
    color: var(--ink-2);
    white-space: pre-line;
  }
  .options {
    display: grid;
    justify-items: start;
    gap: 6px;
  }
  .options input[type='number'] {
    width: 104px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-top: 6px;
  }
  .missing {
    display: flex;
    gap: 8px;
    color: var(--state-bad);
  }
  .actions {
    display: flex;
    gap: 8px;
  }
`;
