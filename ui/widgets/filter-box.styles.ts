// How the filter box looks: the line, its list of offers, the complaint below it.

import { css } from 'lit';

export const filterBoxStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
  }
  label {
    display: flex;
    align-items: center;
    gap: 6px;
    height: 30px;
    padding: 0 4px 0 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-3);
  }
  label:hover {
    border-color: var(--line-strong);
  }
  label:focus-within {
    border-color: var(--accent);
    outline: 1px solid var(--accent);
  }
  label.faulty {
    border-color: var(--state-bad);
    outline: 1px solid var(--state-bad);
  }
  .field {
    position: relative;
    flex: 1;
    min-width: 0;
    height: 100%;
    font: var(--text-s) var(--mono);
    font-variant-ligatures: none;
  }
  /* Letters and their colours have one font and one spacing, whoever sets them. */
  input {
    position: relative;
    width: 100%;
    height: 100%;
    border: 0;
    outline: 0;
    padding: 0;
    background: none;
    color: var(--ink-1);
    font: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
  }
  /* The letters are drawn below it, in their colours; what is marked is drawn by the field itself. */
  input.painted {
    color: var(--clear);
    caret-color: var(--ink-1);
  }
  input.painted::selection {
    background: var(--selected);
    color: var(--ink-1);
  }
  .paint {
    position: absolute;
    inset: 0;
    display: flex;
    align-items: center;
    overflow: hidden;
    pointer-events: none;
    user-select: none;
    white-space: pre;
    color: var(--ink-1);
  }
  .paint .name {
    color: var(--code-name);
  }
  .paint .operator,
  .paint .sign {
    color: var(--ink-3);
  }
  .paint .joint {
    color: var(--code-id);
  }
  .paint .value {
    color: var(--code-start);
  }
  .paint .wrong {
    color: var(--state-bad);
    text-decoration: underline wavy;
    text-underline-offset: 3px;
    text-decoration-skip-ink: none;
  }
  input:focus-visible {
    outline: 0;
  }
  input::placeholder {
    color: var(--ink-3);
    opacity: 1;
  }
  .icon-button {
    width: 22px;
    height: 22px;
  }
  .fault {
    position: absolute;
    z-index: 20;
    top: calc(100% + 4px);
    left: 0;
    min-width: min(100%, 320px);
    max-width: 100%;
    padding: 8px 12px;
    border: 1px solid var(--state-bad);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
    box-shadow: var(--shadow);
  }
  pre {
    margin: 0;
    padding-bottom: 6px;
    font: var(--text-s) / 1.4 var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-height: 120px;
    overflow: auto;
  }
  mark {
    background: none;
    color: var(--state-bad);
    font-weight: 600;
    text-decoration: underline wavy;
    text-underline-offset: 3px;
  }
  .fault p {
    margin: 0;
  }
  .list {
    position: absolute;
    z-index: 21;
    top: calc(100% + 4px);
    left: 0;
    width: 100%;
    max-width: 720px;
    max-height: min(420px, 60vh);
    display: flex;
    flex-direction: column;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
    box-shadow: var(--shadow);
  }
  #offers {
    overflow: auto;
    padding: 4px;
  }
  .help {
    margin: 0;
    padding: 6px 12px;
    border-bottom: 1px solid var(--line);
    font-size: var(--text-s);
    color: var(--ink-2);
  }
  .help b {
    color: var(--ink-1);
    font-family: var(--mono);
  }
  .help:last-child {
    border-top: 1px solid var(--line);
    border-bottom: 0;
  }
  .offer {
    display: flex;
    align-items: baseline;
    gap: 16px;
    padding: 3px 8px;
    border-radius: 4px;
    cursor: pointer;
    scroll-margin: 4px;
  }
  .offer:hover {
    background: var(--surface-2);
  }
  .offer.marked {
    background: var(--selected);
    outline: 1px solid var(--accent);
  }
  .offer .text {
    flex: none;
    max-width: 70%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: var(--text-s) var(--mono);
  }
  .offer.named .text {
    font: 600 var(--text-s) var(--font);
  }
  .offer small.mono {
    font-family: var(--mono);
  }
  .group {
    margin: 6px 8px 2px;
    font-size: var(--text-s);
    color: var(--ink-3);
  }
  .offer small {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--text-s);
    color: var(--ink-2);
  }
  .offer small.number {
    text-align: end;
  }
  /* Colours are the system's there, and the field's own letters are enough. Mistakes stand below the box in words. */
  @media (forced-colors: active) {
    input.painted {
      color: FieldText;
      caret-color: auto;
    }
    input.painted::selection {
      background: Highlight;
      color: HighlightText;
    }
    .paint {
      color: transparent;
    }
    .paint span {
      forced-color-adjust: none;
      color: transparent;
    }
    .paint .wrong {
      text-decoration-color: CanvasText;
    }
    mark {
      color: CanvasText;
    }
  }
`;
