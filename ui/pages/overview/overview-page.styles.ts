// How the overview looks: tiles and charts in a calm grid.

import { css } from 'lit';

export const overviewStyles = css`
  :host {
    display: block;
    height: 100%;
    overflow: auto;
    padding: 10px 12px 24px;
    outline: none;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-height: 28px;
    margin-bottom: 8px;
  }
  h1 {
    margin: 0;
    font-size: var(--text-l);
  }
  .total {
    color: var(--ink-2);
    font-variant-numeric: tabular-nums;
  }
  /* There are twelve: no row of them is left half empty. */
  .tiles {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 8px;
  }
  @media (min-width: 1180px) {
    .tiles {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
  }
  @media (max-width: 767px) {
    .tiles {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
    gap: 12px;
    margin-top: 12px;
  }
  .card {
    min-width: 0;
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .card.broad {
    grid-column: 1 / -1;
  }
  chart-view {
    --chart-height: 190px;
  }
  /* On a wall: fewer, larger charts, so that they fill it. */
  @media (min-width: 2200px) {
    .tiles {
      grid-template-columns: repeat(12, minmax(0, 1fr));
    }
    .charts {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    /* What bars, head, tiles and the frames of three rows of charts leave of the window. */
    .charts {
      --room: calc(100vh - 454px);
    }
    chart-view {
      --chart-height: max(190px, var(--room) * 0.32);
    }
    .card.broad chart-view {
      --chart-height: max(190px, var(--room) * 0.36);
    }
    .none {
      min-height: max(190px, var(--room) * 0.32);
    }
  }
  h3 {
    margin: 0 0 2px;
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--ink-2);
  }
  .none {
    display: grid;
    place-items: center;
    min-height: 190px;
    margin: 0;
    color: var(--ink-3);
    text-align: center;
  }
  .note {
    margin: 2px 0 0;
    font-size: var(--text-s);
    color: var(--ink-3);
  }
  .blank {
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .blank.tile {
    height: 128px;
  }
  .blank.card {
    height: 226px;
  }
  .stale {
    opacity: 0.6;
  }
  .sides {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-bottom: 4px;
  }
  .sides button {
    padding: 1px 8px;
    border: 1px solid var(--line);
    border-radius: 10px;
    font-size: var(--text-s);
  }
  .sides button[aria-pressed='true'] {
    background: var(--selected);
    border-color: var(--accent);
    color: var(--accent);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-s);
  }
  th,
  td {
    padding: 1px 6px;
    text-align: right;
    white-space: nowrap;
  }
  th:first-child {
    width: 99%;
    text-align: left;
  }
  thead th {
    font-weight: 400;
    color: var(--ink-3);
  }
  tbody th button {
    position: relative;
    display: block;
    width: 100%;
    padding: 0 4px;
    text-align: left;
    font-weight: 400;
  }
  tbody th button:hover {
    color: var(--accent);
  }
  .bar {
    position: absolute;
    inset: 1px auto 1px 0;
    border-radius: 2px;
    background: var(--selected);
    forced-color-adjust: none;
  }
  tbody .mono {
    position: relative;
  }
  .empty {
    max-width: 560px;
    margin: 8vh auto 0;
    text-align: center;
  }
  .empty h2 {
    font-size: var(--text-xl);
    margin: 0 0 8px;
  }
  .empty p {
    color: var(--ink-2);
  }
  .empty .button {
    margin: 0 4px;
  }
`;
