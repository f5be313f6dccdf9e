// How the frame looks: rail, bars, banners, the drop veil.

import { css } from 'lit';

export const appStyles = css`
  :host {
    display: grid;
    height: 100%;
    grid-template: 'rail top' 45px 'rail main' minmax(0, 1fr) 'rail status' 25px / 48px minmax(0, 1fr);
    background: var(--surface-0);
  }
  nav {
    grid-area: rail;
    display: flex;
    flex-direction: column;
    gap: 2px;
    padding: 6px;
    background: var(--surface-1);
    border-right: 1px solid var(--line);
  }
  .rail,
  .logo {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    height: 36px;
    border-radius: var(--radius);
    color: var(--ink-2);
    text-decoration: none;
  }
  .logo {
    color: var(--accent);
    margin-bottom: 4px;
  }
  .logo svg.icon {
    width: 20px;
    height: 20px;
    stroke-width: 1.5;
  }
  .rail span {
    display: none;
  }
  .rail:hover {
    background: var(--surface-2);
    color: var(--ink-1);
  }
  .rail.here {
    background: var(--selected);
    color: var(--accent);
  }
  .space {
    flex: 1;
  }
  top-bar {
    grid-area: top;
    z-index: 5;
  }
  main {
    grid-area: main;
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
  }
  .page {
    flex: 1;
    min-height: 0;
  }
  status-bar {
    grid-area: status;
  }
  .banner {
    display: flex;
    align-items: center;
    gap: 4px 10px;
    min-height: 36px;
    padding: 4px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--surface-2);
    color: var(--ink-1);
    box-shadow: inset 3px 0 0 var(--state-warn);
  }
  .banner > svg.icon {
    color: var(--state-warn);
  }
  .banner.bad {
    box-shadow: inset 3px 0 0 var(--state-bad);
  }
  .banner.bad > svg.icon {
    color: var(--state-bad);
  }
  .banner.quiet-banner {
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .banner p {
    flex: 1;
    min-width: 0;
    margin: 0;
  }
  .banner span {
    margin-left: 8px;
    color: var(--ink-2);
  }
  .banner .button {
    flex: none;
    height: 24px;
  }
  .banner code {
    font: var(--text-s) var(--mono);
    color: var(--ink-2);
  }
  progress {
    width: min(200px, 24vw);
    accent-color: var(--accent);
  }
  .drop {
    position: fixed;
    inset: 0;
    z-index: 50;
    display: grid;
    place-items: center;
    background: color-mix(in srgb, var(--surface-0) 82%, transparent);
    pointer-events: none;
  }
  .drop div {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 32px 48px;
    border: 2px dashed var(--accent);
    border-radius: 12px;
    background: var(--surface-0);
    color: var(--accent);
    font-size: var(--text-xl);
    font-weight: 600;
  }
  @media (min-width: 1440px) {
    :host {
      grid-template-columns: 164px minmax(0, 1fr);
    }
    .rail,
    .logo {
      justify-content: flex-start;
      padding: 0 10px;
    }
    .rail span {
      display: inline;
    }
  }
  @media (max-width: 767px) {
    :host {
      grid-template: 'top' auto 'main' minmax(0, 1fr) 'status' 25px 'rail' 48px / minmax(0, 1fr);
    }
    nav {
      flex-direction: row;
      border-right: 0;
      border-top: 1px solid var(--line);
    }
    .logo,
    .space {
      display: none;
    }
    .rail {
      flex: 1;
      flex-direction: column;
      gap: 1px;
    }
    .rail span {
      display: inline;
      font-size: 11px;
      line-height: 13px;
    }
  }
  /* Eight names side by side. */
  @media (max-width: 399px) {
    nav {
      padding: 6px 2px;
    }
    .rail {
      flex: auto;
    }
    .rail span {
      font-size: 10px;
    }
  }
  @media print {
    :host {
      display: block;
      height: auto;
    }
    nav,
    top-bar,
    status-bar,
    .banner {
      display: none;
    }
    main,
    .page {
      display: block;
      height: auto;
      overflow: visible;
    }
  }
`;
