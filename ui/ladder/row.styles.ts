// How the rows of a ladder look: arrows, badges, silences, seams, media. Colours of arrows are at the end.

import { css, unsafeCSS } from 'lit';
import { HUES } from './colours.ts';

export const rowStyles = css`
  .row {
    position: absolute;
    left: 0;
    right: 0;
    height: var(--row);
    cursor: pointer;
    --ink: var(--class-request);
  }
  .row:hover {
    background: color-mix(in srgb, var(--surface-2) 70%, transparent);
  }
  .row.selected {
    background: color-mix(in srgb, var(--selected) 80%, transparent);
  }
  @media (forced-colors: active) {
    .row.selected {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .row.compared {
      outline: 2px dashed CanvasText;
      outline-offset: -2px;
    }
    .row.found .text b {
      text-decoration: underline 2px;
    }
    .joint {
      border: 1px solid CanvasText;
    }
  }
  .row.compared {
    background: color-mix(in srgb, var(--mark) 55%, transparent);
  }
  .row.compared .time {
    background: var(--mark);
    color: var(--ink-1);
  }
  .row.found .text b {
    background: var(--mark);
    box-shadow: 0 0 0 2px var(--mark);
  }
  /* Quieter by colour and weight: words that fade away cannot be read by everybody. */
  .row.dim {
    --ink: var(--ink-3);
  }
  .row.dim .badge {
    color: var(--ink);
    border-color: var(--line);
  }
  .row.dim .text b {
    font-weight: 400;
  }
  .row.dim > .arrow {
    opacity: 0.6;
  }
  .row > .arrow {
    transition: opacity var(--quick);
  }
  .time {
    position: sticky;
    left: 0;
    z-index: 2;
    display: inline-block;
    width: var(--time);
    height: var(--row);
    padding: 0 10px;
    text-align: right;
    font: var(--text-s) / var(--row) var(--mono);
    font-variant-numeric: tabular-nums;
    color: var(--ink-2);
    background: var(--surface-0);
    border-right: 1px solid var(--line);
    white-space: nowrap;
    overflow: hidden;
  }
  .row:hover .time {
    background: var(--surface-2);
    color: var(--ink-1);
  }
  .row.selected .time {
    background: var(--selected);
    color: var(--ink-1);
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .mark {
    position: absolute;
    top: 4px;
    left: calc(var(--time) + 3px);
    z-index: 1;
    padding: 0 1px;
    color: var(--state-open);
    background: var(--surface-0);
    border-radius: 3px;
  }
  .mark svg {
    display: block;
    width: 14px;
    height: 18px;
  }
  .mark.s-error {
    color: var(--state-bad);
  }
  .mark.s-warning {
    color: var(--state-warn);
  }
  .arrow {
    position: absolute;
    top: 0;
    overflow: visible;
    pointer-events: none;
  }
  .line {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .head {
    fill: var(--ink);
  }
  .again .line {
    stroke-width: 1;
    stroke-dasharray: 2 3;
  }
  .label {
    position: absolute;
    top: 1px;
    height: calc(var(--row) - 9px);
    text-align: center;
    font-size: min(var(--text-s), calc(var(--row) - 8px));
    line-height: max(11px, calc(var(--row) - 9px));
    color: var(--ink);
    pointer-events: auto;
  }
  .label.self {
    text-align: left;
    top: 4px;
  }
  .text {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    max-width: 100%;
    padding: 0 4px;
    white-space: nowrap;
    background: var(--surface-0);
    border-radius: 3px;
  }
  .row:hover .text {
    background: color-mix(in srgb, var(--surface-2) 70%, var(--surface-0));
  }
  .row.selected .text {
    background: color-mix(in srgb, var(--selected) 80%, var(--surface-0));
  }
  .text b {
    flex: 0 1 auto;
    min-width: min(100%, 6ch);
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: isolate;
  }
  /* No longer than what it would be cut to. */
  .text b.short {
    flex: none;
    min-width: 0;
  }
  .badge {
    flex: none;
    overflow: hidden;
    text-overflow: ellipsis;
    padding: 0 4px;
    border: 1px solid var(--line);
    border-radius: 3px;
    font: min(11px, calc(var(--row) - 9px)) / min(14px, max(10px, calc(var(--row) - 11px))) var(--font);
    font-style: normal;
    color: var(--ink-2);
    background: var(--surface-0);
    unicode-bidi: isolate;
  }
  .badge.sdp {
    flex: 0 10000 auto;
    min-width: 22px;
    padding: 0 3px;
    font-family: var(--mono);
    font-size: min(10.5px, calc(var(--row) - 9px));
  }
  .badge.points {
    flex: 0 100 auto;
    min-width: 40px;
  }
  .badge.again {
    color: var(--state-warn);
    border-color: currentColor;
  }
  button.badge {
    cursor: pointer;
  }
  button.badge:hover {
    background: var(--surface-2);
  }
  .badge.wait {
    flex: 0 1000 auto;
    min-width: 0;
    border-color: var(--clear);
    background: none;
    font-variant-numeric: tabular-nums;
  }
  .badge.effect {
    color: var(--state-moved);
    border-color: currentColor;
  }
  .took {
    flex: none;
    font: 11px / 14px var(--font);
    font-variant-numeric: tabular-nums;
    color: var(--ink-3);
  }
  .badge.fault {
    flex: 0 20 auto;
    min-width: 48px;
    color: var(--state-bad);
    border-color: currentColor;
  }
  .gap {
    cursor: default;
    pointer-events: none;
  }
  .silence {
    position: absolute;
    inset: 0 0 0 var(--time);
    display: grid;
    place-items: center;
    font-size: var(--text-s);
    color: var(--ink-3);
    background: repeating-linear-gradient(
      135deg,
      var(--surface-1) 0 6px,
      color-mix(in srgb, var(--surface-2) 55%, var(--surface-1)) 6px 12px
    );
  }
  .event {
    cursor: default;
    --ink: var(--state-warn);
  }
  .crossing {
    position: absolute;
    inset: 0 0 0 var(--time);
    display: flex;
    align-items: center;
    justify-content: center;
    font-size: var(--text-s);
    color: var(--state-bad);
    background: linear-gradient(currentColor, currentColor) 0 50% / 100% 1px no-repeat;
    forced-color-adjust: none;
  }
  .crossing > span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: calc(100% - 24px);
    padding: 0 8px;
    overflow: hidden;
    white-space: nowrap;
    background: var(--surface-0);
    unicode-bidi: isolate;
  }
  .crossing svg {
    width: 14px;
    height: 14px;
  }
  .event.icmp .crossing {
    color: var(--state-warn);
  }
  .event.icmp .line {
    stroke-width: 1;
    stroke-dasharray: 5 3;
  }
  .event .text b {
    font-weight: 400;
  }
  .badge.icmp {
    color: var(--state-warn);
    border-color: currentColor;
  }
  .media {
    cursor: pointer;
    --ink: var(--state-good);
  }
  .media.q-fair {
    --ink: var(--state-warn);
  }
  .media.q-poor {
    --ink: var(--state-bad);
  }
  .bar {
    position: absolute;
    top: 4px;
    height: calc(var(--row) - 8px);
    display: grid;
    place-items: center;
    font-size: var(--text-s);
    line-height: calc(var(--row) - 10px);
    color: var(--ink);
    border: 1px solid color-mix(in srgb, var(--ink) 55%, var(--surface-0));
    background: color-mix(in srgb, var(--ink) 12%, var(--surface-0));
  }
  .bar.both {
    border-radius: 9px;
  }
  .bar.right {
    border-radius: 0 9px 9px 0;
  }
  .bar.left {
    border-radius: 9px 0 0 9px;
  }
  .bar > span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 100%;
    padding: 0 8px;
    overflow: hidden;
    white-space: nowrap;
    unicode-bidi: isolate;
  }
  .bar svg {
    width: 13px;
    height: 13px;
  }
  .seam {
    cursor: default;
  }
  .joint {
    position: absolute;
    inset: 2px 0 2px var(--time);
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 0 12px;
    overflow: hidden;
    white-space: nowrap;
    font-size: var(--text-s);
    color: var(--ink-2);
    background: var(--surface-2);
    unicode-bidi: isolate;
  }
  .joint svg {
    width: 13px;
    height: 13px;
  }
  .joint > span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .leg-0 {
    --spine: var(--accent);
  }
  .leg-1 {
    --spine: var(--class-6xx);
  }
  .leg-2 {
    --spine: var(--class-3xx);
  }
  .leg-3 {
    --spine: var(--class-4xx);
  }
  .leg-4 {
    --spine: var(--class-2xx);
  }
  .leg-5 {
    --spine: var(--class-1xx);
  }
  .row[class*='leg-'] .time {
    box-shadow: inset 3px 0 0 var(--spine);
  }
  .c-1xx {
    --ink: var(--class-1xx);
  }
  .c-2xx {
    --ink: var(--class-2xx);
  }
  .c-3xx {
    --ink: var(--class-3xx);
  }
  .c-4xx {
    --ink: var(--class-4xx);
  }
  .c-5xx {
    --ink: var(--class-5xx);
  }
  .c-6xx {
    --ink: var(--class-6xx);
  }
  ${unsafeCSS(HUES.map((token, at) => `.h-${at} { --ink: var(--${token}); }`).join('\n'))}
`;
