// How the facets look: a quiet column at the left, a sheet on a phone.

import { css } from 'lit';

export const facetStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: none;
    width: var(--facets, 220px);
    min-height: 0;
    border-right: 1px solid var(--line);
    background: var(--surface-1);
    font-size: var(--text-s);
  }
  header {
    display: flex;
    align-items: center;
    height: 28px;
    padding: 0 4px 0 10px;
    border-bottom: 1px solid var(--line);
  }
  h2,
  h3 {
    margin: 0;
    font-size: var(--text-s);
    font-weight: 600;
  }
  header h2 {
    flex: 1;
  }
  header .icon-button {
    width: 24px;
    height: 24px;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding-bottom: 16px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 0;
    padding: 8px 10px;
    list-style: none;
    border-bottom: 1px solid var(--line);
  }
  .chips li {
    min-width: 0;
    max-width: 100%;
  }
  .chips button {
    display: flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    height: 22px;
    padding: 0 4px 0 8px;
    border: 1px solid var(--accent);
    border-radius: 11px;
    color: var(--ink-1);
    font: 12px var(--mono);
  }
  .chips button.excluded {
    border-color: var(--state-bad);
    border-style: dashed;
  }
  .chips button:hover {
    background: var(--surface-2);
  }
  .chips span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chips svg.icon {
    width: 12px;
    height: 12px;
  }
  details {
    border-bottom: 1px solid var(--line);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 4px;
    height: 28px;
    padding: 0 10px 0 6px;
    cursor: pointer;
    list-style: none;
    user-select: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: var(--surface-2);
  }
  summary svg.icon {
    width: 12px;
    height: 12px;
    transform: rotate(-90deg);
    color: var(--ink-3);
  }
  details[open] summary svg.icon {
    transform: none;
  }
  summary .marks {
    margin-left: auto;
    color: var(--accent);
    font-weight: 600;
  }
  ul.values {
    margin: 0;
    padding: 0 0 6px;
    list-style: none;
  }
  .value {
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px;
    width: 100%;
    height: 24px;
    padding: 0 10px 0 6px;
    text-align: start;
  }
  .value:hover {
    background: var(--surface-2);
  }
  .value .bar {
    position: absolute;
    left: 26px;
    bottom: 1px;
    height: 2px;
    width: calc((100% - 36px) * var(--part));
    background: var(--ink-3);
    forced-color-adjust: none;
    opacity: 0.55;
  }
  .value .sign {
    display: grid;
    place-items: center;
    width: 14px;
    height: 14px;
    border: 1px solid var(--line-strong);
    border-radius: 3px;
    color: var(--ink-1);
    font: 600 11px / 1 var(--mono);
  }
  .value.included .sign {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
  }
  .value.excluded .sign {
    border-color: var(--state-bad);
    color: var(--state-bad);
  }
  .value.included .name {
    font-weight: 600;
  }
  .value.excluded .name {
    text-decoration: line-through;
  }
  .value .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .value .count {
    color: var(--ink-2);
    font-variant-numeric: tabular-nums;
  }
  .note {
    margin: 0;
    padding: 2px 10px 4px 26px;
    color: var(--ink-2);
  }
  .more {
    margin: 0 0 0 26px;
    height: 22px;
    color: var(--accent);
  }
  .more:hover {
    text-decoration: underline;
  }
  .problem {
    margin: 8px 10px;
    color: var(--state-bad);
  }
  .edge {
    position: absolute;
    top: 0;
    bottom: 0;
    right: -3px;
    width: 5px;
    z-index: 2;
    cursor: col-resize;
    touch-action: none;
  }
  .edge:hover,
  .edge:focus-visible {
    background: var(--accent);
  }
  @media (max-width: 767px) {
    :host {
      position: absolute;
      inset: 0;
      z-index: 10;
      width: auto;
      border-right: 0;
    }
    .edge {
      display: none;
    }
    .value {
      height: 34px;
    }
    summary {
      height: 36px;
    }
  }
`;
