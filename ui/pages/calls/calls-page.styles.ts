// How the calls page looks.

import { css } from 'lit';

export const callsStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    height: 100%;
    min-height: 0;
  }
  .beside {
    position: relative;
    flex: 1;
    display: flex;
    min-height: 0;
  }
  split-panel {
    flex: 1;
    min-height: 0;
    height: auto;
  }
  .list {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .preview {
    display: flex;
    flex-direction: column;
    min-width: 0;
    background: var(--surface-0);
  }
  .preview-empty {
    margin: auto;
    color: var(--ink-2);
  }
  .preview-head {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 2px 6px 2px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--surface-1);
  }
  .preview-head .parties {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .preview-head .space {
    flex: 1;
  }
  .preview-head .small {
    height: 24px;
  }
  .preview-body {
    container-type: size;
    flex: 1;
    min-height: 0;
    display: flex;
  }
  .preview-panes {
    display: flex;
    width: 100%;
    height: 100%;
  }
  .preview-body call-ladder {
    flex: 3 1 0;
    min-width: 0;
    min-height: 0;
  }
  .preview-facts {
    flex: 2 1 0;
    min-width: 0;
    min-height: 0;
    overflow: auto;
    padding: 8px 12px;
    border-left: 1px solid var(--line);
  }
  .preview-facts pre {
    margin: 8px 0 0;
    white-space: pre-wrap;
  }
  .preview-findings {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .preview-findings li {
    margin-bottom: 4px;
  }
  data-table {
    flex: 1;
    min-height: 0;
    height: auto;
  }
  .add-header {
    display: flex;
    gap: 6px;
    padding: 0 16px 8px;
  }
  .add-header input {
    flex: 1 1 90px;
    min-width: 0;
  }
  .add-header select {
    flex: 0 1 auto;
    min-width: 0;
  }
  .add-header :is(input, select) {
    height: 28px;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-0);
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--surface-1);
    box-shadow: inset 3px 0 0 var(--state-warn);
  }
  .ask p {
    flex: 1;
    min-width: 200px;
    margin: 0;
  }
  .problem {
    border-radius: 0;
    border-width: 0 0 1px;
  }
  data-table.aside {
    visibility: hidden;
  }
  @container (width < 700px) {
    .preview-facts {
      display: none;
    }
  }
  @container (width < 700px) and (height > 420px) {
    .preview-panes {
      flex-direction: column;
    }
    .preview-facts {
      display: block;
      border-left: 0;
      border-top: 1px solid var(--line);
    }
  }
  .chip {
    position: absolute;
    right: 24px;
    bottom: 16px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 30px;
    padding: 0 12px;
    border-radius: 15px;
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    box-shadow: var(--shadow);
  }
`;
