// How the line above a ladder looks, and the panels that open from it.

import { css } from 'lit';

export const barStyles = css`
  :host {
    display: block;
    flex: none;
    border-bottom: 1px solid var(--line);
    background: var(--surface-1);
    font-size: var(--text-s);
  }
  .bar {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 2px;
    min-height: 30px;
    padding: 0 6px;
  }
  .space {
    flex: 1;
  }
  .counts {
    display: inline-flex;
    align-items: center;
    flex: none;
    padding: 0 4px;
    color: var(--ink-2);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .icon-button.small {
    width: 22px;
    height: 22px;
  }
  .find {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    flex: 10 1 120px;
    max-width: 240px;
    min-width: 0;
    height: 24px;
    padding: 0 6px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-3);
  }
  .find:focus-within {
    border-color: var(--accent);
  }
  .find input {
    flex: 1;
    min-width: 0;
    height: 22px;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    font-size: var(--text-s);
    color: var(--ink-1);
  }
  .find svg.icon {
    width: 13px;
    height: 13px;
  }
  .find small {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .menu {
    display: grid;
    gap: 2px;
    font-size: var(--text-m);
  }
  fieldset {
    display: grid;
    gap: 0;
    margin: 0 0 4px;
    padding: 0 0 4px;
    border: 0;
    border-bottom: 1px solid var(--line);
  }
  fieldset:last-child {
    border: 0;
  }
  .methods {
    grid-template-columns: repeat(auto-fill, minmax(130px, 1fr));
    min-width: 270px;
  }
  legend {
    padding: 2px 8px;
    font-size: var(--text-s);
    color: var(--ink-3);
  }
  label,
  .item {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    padding: 0 8px;
    border-radius: 4px;
    text-align: left;
    text-decoration: none;
    color: inherit;
    cursor: pointer;
  }
  label:hover,
  .item:hover {
    background: var(--surface-2);
  }
  label.off {
    color: var(--ink-3);
    cursor: default;
  }
  .problem {
    max-inline-size: 40ch;
    margin: 0;
    padding: 4px 8px;
  }
  label small,
  .item small {
    color: var(--ink-3);
    font-variant-numeric: tabular-nums;
  }
  input[type='checkbox'],
  input[type='radio'] {
    accent-color: var(--accent);
    margin: 0;
  }
  @media (max-width: 479px) {
    .bar {
      padding: 2px 6px;
    }
    .space {
      display: none;
    }
  }
`;
