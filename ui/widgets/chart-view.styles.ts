// How a chart looks: its title, the canvas, what is drawn over it while a range is chosen, and its table.

import { css } from 'lit';

export const chartViewStyles = css`
  :host {
    display: block;
    min-width: 0;
    --chart-height: 132px;
  }
  h3 {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    margin: 0 0 2px;
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--ink-2);
  }
  .key {
    font-weight: 400;
    color: var(--ink-3);
  }
  .turn {
    margin-left: auto;
    padding: 0 4px;
    font-weight: 400;
    color: var(--accent);
  }
  .turn:hover {
    text-decoration: underline;
  }
  .frame,
  .table {
    position: relative;
    height: var(--chart-height);
  }
  .frame.live {
    cursor: crosshair;
    touch-action: pan-y;
  }
  .frame.picks {
    cursor: pointer;
  }
  .brush {
    position: absolute;
    top: 0;
    bottom: 0;
    border: 1px solid var(--accent);
    background: color-mix(in srgb, var(--accent) 20%, transparent);
    pointer-events: none;
  }
  .line {
    position: absolute;
    top: 0;
    bottom: 22px;
    width: 0;
    border-left: 1px dashed var(--line-strong);
    pointer-events: none;
  }
  .cursor {
    border-left: 2px solid var(--accent);
  }
  .table {
    overflow: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-s);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 2px 8px;
    border-bottom: 1px solid var(--line);
    text-align: right;
    white-space: nowrap;
  }
  th:first-child {
    text-align: left;
  }
  th {
    font-weight: 400;
    color: var(--ink-2);
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--surface-0);
    font-weight: 600;
  }
  td button {
    color: var(--accent);
  }
  td button:hover {
    text-decoration: underline;
  }
  p {
    margin: 0;
    color: var(--ink-3);
    font-size: var(--text-s);
  }
`;
