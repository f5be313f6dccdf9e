// How the panel of a stream looks.

import { css } from 'lit';

export const streamPanelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--surface-0);
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 4px 6px 4px 12px;
    border-bottom: 1px solid var(--line);
  }
  h2 {
    flex: 1;
    min-width: 0;
    margin: 0;
    font-size: var(--text-m);
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 10px 12px 24px;
  }
  .waiting,
  .quiet {
    color: var(--ink-3);
  }
  .waiting {
    padding: 12px;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
    margin: 0 0 8px;
  }
  .about b {
    font-size: var(--text-l);
    font-weight: 600;
  }
  audio-player {
    display: block;
    margin-bottom: 12px;
  }
  h3 {
    margin: 16px 0 4px;
    font-size: var(--text-m);
    font-weight: 600;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
    gap: 0 24px;
    margin: 0;
    font-size: var(--text-s);
  }
  dl div {
    display: flex;
    gap: 10px;
    padding: 3px 0;
    border-bottom: 1px solid var(--line);
  }
  dt {
    flex: 0 0 108px;
    color: var(--ink-3);
  }
  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: 14px 24px;
    margin-top: 14px;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .keys li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .keys small {
    color: var(--ink-3);
  }
`;
