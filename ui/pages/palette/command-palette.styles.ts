import { css } from 'lit';

export const paletteStyles = css`
  dialog {
    width: min(620px, calc(100vw - 24px));
    margin-top: min(12vh, 96px);
    max-height: min(70vh, 560px);
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
  input {
    flex: none;
    height: 44px;
    padding: 0 16px;
    border: 0;
    border-bottom: 1px solid var(--line);
    outline: 0;
    background: none;
    color: var(--ink-1);
    font: var(--text-l) var(--font);
  }
  input::placeholder {
    color: var(--ink-3);
    opacity: 1;
  }
  input:focus-visible {
    border-bottom-color: var(--accent);
    outline: 0;
    box-shadow: 0 1px 0 var(--accent);
  }
  [role="listbox"] {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 6px;
  }
  [role="option"] {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: 12px;
    align-items: center;
    min-height: 32px;
    padding: 0 10px;
    border-radius: var(--radius);
    cursor: pointer;
  }
  [role="option"]:hover {
    background: var(--surface-1);
  }
  [role="option"][aria-selected="true"] {
    background: var(--selected);
    outline: 1px solid var(--accent);
    outline-offset: -1px;
  }
  .title {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  mark {
    background: none;
    color: var(--accent);
    font-weight: 600;
  }
  .group {
    font-size: var(--text-s);
    color: var(--ink-3);
  }
  .keys {
    display: flex;
    gap: 9px;
    min-width: 28px;
    justify-content: flex-end;
  }
  .chord {
    display: inline-flex;
    gap: 2px;
  }
  @media (max-width: 480px) {
    .group {
      display: none;
    }
    [role="option"] {
      grid-template-columns: minmax(0, 1fr) auto;
    }
  }
`;
