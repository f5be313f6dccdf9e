// How the call page looks.

import { css } from 'lit';

export const callStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  header {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    padding: 7px 10px 7px 8px;
    border-bottom: 1px solid var(--line);
  }
  header > p {
    margin: 4px 0;
    color: var(--ink-2);
  }
  .about {
    flex: 1;
    min-width: 0;
  }
  .title {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 2px 10px;
    min-height: 28px;
  }
  h1 {
    display: flex;
    gap: 8px;
    min-width: 0;
    margin: 0;
    font-size: var(--text-l);
    font-weight: 600;
  }
  .to {
    color: var(--ink-3);
  }
  .state {
    padding: 0 8px;
    border: 1px solid currentColor;
    border-radius: 10px;
    font-size: var(--text-s);
    font-weight: 600;
    line-height: 20px;
    white-space: nowrap;
  }
  .flag {
    padding: 0 6px;
    border: 1px solid var(--line);
    border-radius: 3px;
    font-size: 11px;
    line-height: 18px;
    color: var(--ink-2);
    white-space: nowrap;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: 0 18px;
    margin: 2px 0 0;
    font-size: var(--text-s);
  }
  .figures div {
    display: flex;
    gap: 6px;
    min-width: 0;
    align-items: baseline;
  }
  .figures dt {
    color: var(--ink-3);
    white-space: nowrap;
  }
  .figures dd {
    margin: 0;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  split-panel {
    flex: 1;
    min-height: 0;
    height: auto;
  }
  .pane {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .awaited {
    flex: 1;
    margin: 0;
    padding: 12px;
    color: var(--ink-2);
  }
  .pane ladder-pane {
    flex: 1;
    min-height: 0;
    height: auto;
  }
  call-facts {
    flex: 0 0 min(40%, 340px);
  }
  call-facts.folded {
    flex: none;
  }
  call-facts.unread {
    visibility: hidden;
  }
  .refused {
    padding: 40px 24px;
    text-align: center;
    color: var(--ink-2);
  }
  .refused h1 {
    justify-content: center;
    color: var(--ink-1);
    font-size: var(--text-xl);
  }
  code {
    font: var(--text-s) var(--mono);
    padding: 3px 8px;
    border-radius: 4px;
    background: var(--surface-2);
  }
  @media (max-width: 767px) {
    .figures div:last-child {
      flex-basis: 100%;
    }
  }
  @media print {
    :host,
    .pane {
      display: block;
      height: auto;
    }
    header .icon-button,
    copy-button,
    call-facts,
    message-panel {
      display: none;
    }
  }
`;
