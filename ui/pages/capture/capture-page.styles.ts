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
    max-width: 1240px;
    padding: 20px 24px 40px;
  }
  .notice {
    padding: 48px 24px;
    text-align: center;
    color: var(--ink-2);
  }
  h1 {
    margin: 0;
    font-size: var(--text-xl);
    font-weight: 600;
  }
  h2 {
    margin: 28px 0 8px;
    font-size: var(--text-xl);
    font-weight: 600;
    scroll-margin-top: 12px;
  }
  h2.chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    padding-top: 20px;
    border-top: 1px solid var(--line);
  }
  h2 .button {
    font-size: var(--text-m);
    font-weight: 400;
  }
  h3 {
    margin: 24px 0 8px;
    font-size: var(--text-l);
    font-weight: 600;
    scroll-margin-top: 12px;
  }
  h3 small {
    color: var(--ink-3);
    font-weight: 400;
  }
  h4 {
    margin: 0 0 6px;
    font-weight: 600;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 10px;
  }
  .grow {
    flex: 1;
    min-width: 160px;
    margin: 0;
  }
  p.grow {
    color: var(--ink-2);
  }
  .hint {
    margin: 8px 0 0;
    font-size: var(--text-s);
    color: var(--ink-3);
  }
  .badge {
    padding: 0 5px;
    border: 1px solid var(--line);
    border-radius: 3px;
    font: 11px / 16px var(--font);
    color: var(--ink-2);
    white-space: nowrap;
  }
  .captures td {
    vertical-align: middle;
  }
  tr.here td {
    background: var(--selected);
  }
  @media (forced-colors: active) {
    tr.here {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  tr.here td:first-child {
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .choose {
    max-width: min(420px, 46vw);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: middle;
    font-weight: 600;
    color: var(--accent);
  }
  .choose:hover {
    text-decoration: underline;
  }
  .pulse {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
    color: var(--ink-2);
  }
  .pulse i {
    width: 8px;
    height: 8px;
    border: 1.5px solid currentColor;
    border-radius: 4px;
  }
  .pulse.live {
    color: var(--state-good);
    font-weight: 600;
  }
  .pulse.live i {
    background: currentColor;
  }
  .pulse.bad {
    color: var(--state-bad);
    font-weight: 600;
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 10px;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-1);
    box-shadow: inset 3px 0 0 var(--state-warn);
  }
  td .ask {
    margin: 0;
    text-align: left;
    white-space: normal;
  }
  .ask p {
    flex: 1;
    min-width: 200px;
    margin: 0;
  }
  .sources th[scope='row'] {
    white-space: nowrap;
  }
  .sources .agent {
    padding-left: 28px;
  }
  td small {
    color: var(--ink-2);
  }
  .loss {
    color: var(--state-bad);
    font-weight: 600;
  }
  p.loss {
    display: flex;
    gap: 6px;
    margin: 8px 0 0;
  }
  div.worry {
    white-space: nowrap;
  }
  .worry {
    color: var(--state-warn);
  }
  .spool {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
  }
  .spool meter {
    width: 200px;
    margin: 0;
  }
  keys-form,
  start-form,
  .problem {
    margin-top: 12px;
  }
  .unknown {
    position: relative;
    min-height: 320px;
  }
  .lead {
    margin: 0 0 12px;
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
  thead th {
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--ink-2);
    background: var(--surface-1);
    white-space: nowrap;
  }
  th[scope='row'] {
    font-weight: 400;
    white-space: nowrap;
  }
  .matrix thead th {
    max-width: 220px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  th,
  td {
    padding: 5px 12px;
    text-align: left;
    vertical-align: top;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 60%, transparent);
  }
  tr:last-child > * {
    border-bottom: 0;
  }
  thead tr:last-child > * {
    border-bottom: 1px solid var(--line);
  }
  .end,
  thead th.end {
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
  .samples button {
    margin-right: 10px;
    white-space: nowrap;
    color: var(--accent);
  }
  .samples button:hover {
    text-decoration: underline;
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
    td meter,
    .wide {
      display: none;
    }
    .samples {
      min-width: 180px;
    }
  }
`;
