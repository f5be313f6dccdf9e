// How the capture page looks.

import { css } from 'lit';

export const captureStyles = css`
  :host {
    display: block;
    position: relative;
    height: 100%;
    overflow: auto;
  }
  .sheet {
    max-width: 1080px;
    padding: 20px 24px 40px;
  }
  .notice {
    padding: 48px 24px;
    text-align: center;
    color: var(--ink-2);
  }
  h1 {
    margin: 0 0 4px;
    font-size: var(--text-xl);
    font-weight: 600;
  }
  h2 {
    margin: 28px 0 8px;
    font-size: var(--text-l);
    font-weight: 600;
  }
  h2 small {
    color: var(--ink-3);
    font-weight: 400;
  }
  h3 {
    margin: 0 0 6px;
    font-weight: 600;
  }
  .lead {
    margin: 0 0 16px;
    color: var(--ink-2);
  }
  dl,
  dd {
    margin: 0;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
    gap: 8px;
  }
  .tiles div {
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .tiles dt {
    font-size: var(--text-s);
    color: var(--ink-2);
  }
  .tiles dd {
    font-size: var(--text-xl);
    font-variant-numeric: tabular-nums;
  }
  .warn dd,
  .cut {
    color: var(--state-warn);
  }
  .bad dd {
    color: var(--state-bad);
  }
  .cut {
    display: inline-flex;
    gap: 6px;
    font-weight: 600;
  }
  article.warn dd {
    color: var(--ink-1);
  }
  .fine {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--state-good);
  }
  .scroll {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--ink-2);
    background: var(--surface-1);
  }
  th,
  td {
    padding: 5px 12px;
    text-align: left;
    vertical-align: top;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 60%, transparent);
  }
  tr:last-child td {
    border-bottom: 0;
  }
  td:first-child {
    white-space: nowrap;
  }
  .end {
    text-align: right;
  }
  .share {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
    color: var(--ink-2);
  }
  meter {
    width: 72px;
    height: 8px;
    margin-right: 6px;
    vertical-align: middle;
  }
  meter::-webkit-meter-bar {
    background: var(--surface-3);
    border: 0;
    border-radius: 4px;
    height: 8px;
  }
  meter::-webkit-meter-optimum-value {
    background: var(--line-strong);
    border-radius: 4px;
  }
  meter::-moz-meter-bar {
    background: var(--line-strong);
  }
  .samples span {
    display: inline-block;
    margin-right: 10px;
    white-space: nowrap;
    color: var(--ink-2);
  }
  article {
    margin-bottom: 8px;
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  article.warn {
    box-shadow: inset 3px 0 0 var(--state-warn);
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 20px;
    font-size: var(--text-s);
  }
  .facts div {
    display: flex;
    gap: 6px;
  }
  .facts dt {
    color: var(--ink-3);
    white-space: nowrap;
  }
  code {
    font: var(--text-s) var(--mono);
    padding: 3px 8px;
    border-radius: 4px;
    background: var(--surface-2);
  }
  @media (max-width: 767px) {
    .sheet {
      padding: 14px 12px 32px;
    }
    .tiles {
      grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
    }
    meter {
      display: none;
    }
    .samples {
      min-width: 180px;
    }
  }
`;
