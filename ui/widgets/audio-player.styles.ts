import { css } from 'lit';

export const playerStyles = css`
  :host {
    display: block;
    position: relative;
    container-type: inline-size;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-1);
    padding: 8px;
  }
  .wave {
    position: relative;
    height: 96px;
    cursor: pointer;
    touch-action: none;
    border-radius: 4px;
    background: var(--surface-0);
    overflow: hidden;
  }
  .wave.mono {
    height: 64px;
  }
  .awaiting {
    position: absolute;
    margin: 0;
  }
  .unseen {
    visibility: hidden;
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .cursor {
    position: absolute;
    inset: 0 auto 0 0;
    width: 2px;
    margin-left: -1px;
    background: var(--accent);
    forced-color-adjust: none;
    pointer-events: none;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-top: 6px;
  }
  .time {
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
  }
  .channel {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .channel button {
    padding: 0 6px;
    height: 24px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .channel button[aria-pressed='true'] {
    color: var(--ink-3);
    text-decoration: line-through;
  }
  .swatch {
    width: 8px;
    height: 8px;
    border-radius: 2px;
    forced-color-adjust: none;
  }
  .left {
    background: var(--accent);
    color: var(--accent);
  }
  .right {
    background: var(--state-good);
    color: var(--state-good);
  }
  input[type='range'] {
    width: 72px;
    accent-color: var(--accent);
  }
  .end {
    margin-left: auto;
  }
  ul {
    margin: 6px 0 0;
    padding: 0 0 0 16px;
    color: var(--ink-2);
    font-size: var(--text-s);
  }
  .problem {
    display: flex;
    gap: 8px;
    color: var(--ink-1);
  }
  .problem p {
    margin: 0;
  }
  .problem .icon {
    margin-top: 2px;
    color: var(--state-warn);
  }
  .probe {
    display: none;
  }
  .muted {
    color: var(--line-strong);
  }
  .loss {
    color: var(--state-bad);
  }
  .key {
    color: var(--code-id);
  }
  .line {
    color: var(--line);
  }
  @container (max-width: 420px) {
    input[type='range'] {
      width: 48px;
    }
    .end {
      margin-left: 0;
    }
  }
  select {
    min-height: 24px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-0);
    color: var(--ink-1);
  }
`;
