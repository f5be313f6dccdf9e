// How findings, media and legs look below a ladder.

import { css } from 'lit';

export const callFactsStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border-top: 1px solid var(--line);
    background: var(--surface-0);
  }
  .tabs {
    flex: none;
    display: flex;
    align-items: center;
    height: 32px;
    padding: 0 6px;
    background: var(--surface-1);
    border-bottom: 1px solid var(--line);
  }
  .list {
    flex: 1;
    min-width: 0;
    display: flex;
    gap: 2px;
    height: 100%;
    overflow-x: auto;
  }
  .tab {
    height: 100%;
    padding: 0 10px;
    font-size: var(--text-s);
    color: var(--ink-2);
    white-space: nowrap;
    border-bottom: 2px solid var(--clear);
  }
  .tab:hover {
    color: var(--ink-1);
    background: var(--surface-2);
  }
  .tab[aria-selected='true'] {
    color: var(--ink-1);
    font-weight: 600;
    border-bottom-color: var(--accent);
  }
  .n {
    padding: 0 5px;
    border: 1px solid var(--line);
    border-radius: 8px;
    font-weight: 600;
    font-size: 11px;
    background: var(--surface-0);
  }
  .n.s-error {
    color: var(--state-bad);
    border-color: currentColor;
  }
  .n.s-warning {
    color: var(--state-warn);
    border-color: currentColor;
  }
  .content {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 8px 12px 14px;
    font-size: var(--text-s);
  }
  .content:focus-visible {
    outline: 1px solid var(--accent);
    outline-offset: -2px;
  }
  .calm {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 6px 0;
    color: var(--ink-2);
  }
  .calm svg {
    color: var(--state-good);
  }
  .quiet {
    color: var(--ink-3);
  }
  h3 {
    margin: 14px 0 4px;
    font-size: var(--text-s);
    font-weight: 600;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr));
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .card {
    padding: 6px 10px 8px;
    border: 1px solid var(--line);
    border-left: 3px solid var(--state-open);
    border-radius: var(--radius);
  }
  .card.s-error {
    border-left-color: var(--state-bad);
  }
  .card.s-warning {
    border-left-color: var(--state-warn);
  }
  .card.is-lit {
    background: var(--selected);
  }
  @media (forced-colors: active) {
    .card.is-lit {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  .card p {
    margin: 3px 0 0;
    color: var(--ink-2);
    overflow-wrap: anywhere;
  }
  .card .said {
    color: var(--ink-1);
    font-size: var(--text-m);
  }
  .light {
    display: flex;
    align-items: baseline;
    flex-wrap: wrap;
    gap: 0 10px;
    width: 100%;
    padding: 0;
    text-align: left;
  }
  .light:hover .rule {
    text-decoration: underline;
  }
  .severity {
    font-weight: 600;
  }
  .rule {
    color: var(--ink-2);
  }
  .message-link {
    padding: 0 2px;
    color: var(--accent);
    text-align: left;
  }
  .message-link:hover {
    text-decoration: underline;
  }
  .wide {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th {
    font-weight: 600;
    text-align: left;
    color: var(--ink-3);
  }
  th,
  td {
    padding: 3px 14px 3px 0;
    border-bottom: 1px solid var(--line);
    vertical-align: top;
    white-space: nowrap;
  }
  .offers td,
  .links td {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .links td:not(:nth-child(2)) {
    white-space: nowrap;
    overflow-wrap: normal;
  }
  .links td:nth-child(2) {
    width: 99%;
  }
  audio-player {
    display: block;
    margin-bottom: 10px;
  }
  td:first-child {
    white-space: nowrap;
  }
  .end {
    text-align: right;
  }
  .tag {
    padding: 0 5px;
    border: 1px solid var(--line);
    border-radius: 3px;
    font-size: 11px;
    color: var(--ink-2);
    white-space: nowrap;
  }
  .was-cut td {
    color: var(--ink-3);
    text-decoration: line-through;
  }
  .was-cut td:last-child {
    text-decoration: none;
  }
  .small {
    height: 22px;
    padding: 0 8px;
    font-size: 11px;
  }
  .problems,
  .legs,
  .steps {
    margin: 4px 0;
    padding-left: 20px;
  }
  .problems {
    color: var(--state-warn);
  }
`;
