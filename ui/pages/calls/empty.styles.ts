// How an empty, waiting or failed state looks, on whichever page it stands.

import { css } from 'lit';

export const emptyStyles = css`
  .empty {
    position: absolute;
    inset: 0;
    overflow: auto;
    display: grid;
    place-items: center;
    padding: 24px;
    text-align: center;
  }
  .empty > div {
    max-width: 460px;
  }
  .empty.drop > div {
    width: 100%;
    padding: 40px 32px;
    border: 1.5px dashed var(--line-strong);
    border-radius: 10px;
  }
  .empty svg.icon {
    width: 28px;
    height: 28px;
    color: var(--ink-3);
    stroke-width: 1.2;
  }
  .empty .button svg.icon {
    width: 16px;
    height: 16px;
    color: inherit;
  }
  .empty h1 {
    margin: 12px 0 6px;
    font-size: var(--text-xl);
    font-weight: 600;
  }
  .empty p {
    margin: 0 0 16px;
    color: var(--ink-2);
    overflow-wrap: anywhere;
  }
  .empty .steps {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
  }
  .empty .hint {
    margin: 16px 0 0;
    color: var(--ink-3);
  }
  .empty dl.hint {
    display: grid;
    grid-template-columns: max-content minmax(0, max-content);
    justify-content: center;
    align-items: baseline;
    gap: 6px 10px;
    text-align: left;
  }
  .empty dd {
    margin: 0;
  }
  .empty .link {
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .empty code {
    font: var(--text-s) var(--mono);
    padding: 3px 8px;
    border-radius: 4px;
    background: var(--surface-2);
    color: var(--ink-1);
  }
`;
