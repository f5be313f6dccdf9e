// How a tile looks.

import { css } from 'lit';

export const kpiTileStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
  }
  .tile {
    height: 100%;
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-0);
    cursor: help;
  }
  .head {
    display: flex;
    gap: 8px;
    white-space: nowrap;
  }
  h2 {
    margin: 0;
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--ink-2);
  }
  .figure {
    display: flex;
    align-items: baseline;
    gap: 4px;
    margin: 0;
    height: 34px;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .figure b {
    font-size: 24px;
    font-weight: 600;
  }
  .unit {
    color: var(--ink-3);
    font-size: var(--text-s);
  }
  .second {
    margin-left: auto;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--ink-2);
    font-size: var(--text-s);
  }
  .trend {
    display: block;
    width: 100%;
    height: 40px;
    border-bottom: 1px solid var(--line);
  }
  .trend path {
    fill: none;
    stroke: var(--accent);
    stroke-width: 1.5px;
    vector-effect: non-scaling-stroke;
  }
  .trend .bridge {
    opacity: 0.35;
  }
  .change {
    margin: 2px 0 0;
    min-height: 17px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--text-s);
    color: var(--ink-2);
  }
  /* Without a line its place is that of the reason. */
  .bare .trend {
    display: none;
  }
  .bare .change {
    min-height: 58px;
    white-space: normal;
  }
  .change.good {
    color: var(--state-good);
  }
  .change.bad {
    color: var(--state-bad);
  }
  .why {
    position: absolute;
    z-index: 4;
    top: calc(100% + 4px);
    left: 0;
    width: 300px;
    max-width: 84vw;
    padding: 8px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-0);
    box-shadow: var(--shadow);
    font-size: var(--text-s);
    pointer-events: none;
  }
  .why.end {
    left: auto;
    right: 0;
  }
  .why p {
    margin: 0 0 4px;
  }
  .why p:last-child {
    margin: 0;
  }
`;
