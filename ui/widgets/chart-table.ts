// The numbers of a chart as a table: for screen readers, and for who would rather read them. A view function.

import { html, type TemplateResult } from 'lit';
import type { ChartModel } from './chart-config.ts';

/** `onPick` is absent where a number leads nowhere. */
export function chartTable(
  model: ChartModel,
  caption: string,
  corner: string,
  onPick: ((series: number, index: number) => void) | undefined,
): TemplateResult {
  const { series } = model;
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const places = series.map(({ points }) => new Map(points.map(({ x }, index) => [x, index])));
  const cell = (x: number, at: number): TemplateResult => {
    const index = places[at]?.get(x);
    const y = index === undefined ? undefined : series[at]?.points[index]?.y;
    const text = y === undefined ? '–' : model.formatY(y);
    if (onPick === undefined || index === undefined || y === undefined || y === 0) return html`<td>${text}</td>`;
    return html`<td><button @click=${() => onPick(at, index)}>${text}</button></td>`;
  };
  return html`<table>
    <caption class="hidden-text">${caption}</caption>
    <thead><tr><th scope="col">${corner}</th>${series.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
    <tbody>${xs.map(x => html`<tr><th scope="row">${model.namePoint(x)}</th>${series.map((_, at) => cell(x, at))}</tr>`)}</tbody>
  </table>`;
}
