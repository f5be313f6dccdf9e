// How the range of time looks: a button of the top bar, its panel below; on a phone the panel is a sheet.

import { css } from 'lit';

export const rangeControlStyles = css`
  :host {
    position: relative;
    flex: none;
    min-width: 0;
  }
  .toggle {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 100%;
    height: 28px;
    padding: 0 8px;
    border-radius: var(--radius);
    font-size: var(--text-s);
    color: var(--ink-2);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .toggle:hover,
  .toggle[aria-expanded='true'] {
    background: var(--surface-2);
  }
  .toggle.set {
    background: var(--selected);
    color: var(--accent);
    font-weight: 600;
  }
  .what {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .zone {
    color: var(--ink-3);
    font-weight: 400;
  }
  .toggle.set .zone {
    color: inherit;
  }
  .veil {
    position: fixed;
    inset: 0;
    z-index: 8;
  }
  .panel {
    position: absolute;
    z-index: 9;
    top: 34px;
    right: 0;
    width: 340px;
    max-height: calc(100vh - 60px);
    overflow: auto;
    display: grid;
    gap: 8px;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
    box-shadow: var(--shadow);
    font-size: var(--text-m);
  }
  h2 {
    margin: 0;
    font-size: var(--text-m);
  }
  p {
    margin: 0;
    font-size: var(--text-s);
  }
  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .button[aria-pressed='true'] {
    background: var(--selected);
    border-color: var(--accent);
    color: var(--accent);
    font-weight: 600;
  }
  label {
    display: grid;
    grid-template-columns: 48px minmax(0, 1fr);
    align-items: center;
    gap: 8px;
  }
  label.line {
    grid-template-columns: auto minmax(0, 1fr);
    padding-top: 8px;
    border-top: 1px solid var(--line);
  }
  input,
  select {
    min-width: 0;
    height: 28px;
    padding: 0 6px;
    border: 1px solid var(--line-strong);
    border-radius: 4px;
    background: var(--surface-0);
    font-variant-numeric: tabular-nums;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .row p {
    flex: 1;
  }
  .fault {
    color: var(--state-bad);
  }
  .close {
    position: absolute;
    top: 6px;
    right: 6px;
  }
  @media (max-width: 767px) {
    .panel {
      position: fixed;
      inset: auto 0 48px 0;
      top: auto;
      width: auto;
      max-height: 80vh;
      border-radius: 12px 12px 0 0;
    }
    .toggle {
      max-width: 150px;
    }
  }
`;
