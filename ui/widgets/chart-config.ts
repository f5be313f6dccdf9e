// What a chart shows, as chart.js wants it. Pure: takes the chart, the colours behind its tokens and the font. Whether chart.js can read
// it is checked where it is handed over (chart-view.ts), the one place that knows chart.js.

const Y_AXIS_WIDTH = 44;

export interface ChartPoint {
  /** In the unit of the x axis; `formatX` words it. */
  readonly x: number;
  /** Undefined leaves a hole in the line. */
  readonly y: number | undefined;
}

export interface ChartSeries {
  readonly label: string;
  /** Name of a token: `--state-bad`. */
  readonly color: string;
  /** Of each point, where they differ. */
  readonly colors?: readonly string[];
  readonly points: readonly ChartPoint[];
  readonly shape: 'line' | 'bar';
}

export interface ChartModel {
  readonly series: readonly ChartSeries[];
  readonly formatX: (x: number) => string;
  /** Of a point in the tooltip, where it differs from its tick. */
  readonly namePoint: (x: number) => string;
  readonly formatY: (y: number) => string;
  /** The y axis ends here at least. */
  readonly atLeast: number;
  readonly isStacked: boolean;
  /** Ends of the x axis; undefined: as the points have it. */
  readonly range: { readonly from: number; readonly to: number } | undefined;
  /** Where the x axis has its ticks; undefined: where chart.js wants them. */
  readonly ticks: readonly number[] | undefined;
  /** Bars are as wide as there is room. */
  readonly isWide: boolean;
}

export interface ChartInk {
  readonly color: (token: string) => string;
  readonly family: string;
}

/** Of a point that is pointed at, as far as it is read here. */
interface TooltipItem {
  readonly parsed: { readonly x: number | null; readonly y: number | null };
  readonly dataset: { readonly label?: string };
}

export function chartConfiguration(model: ChartModel, { color, family }: ChartInk) {
  const [ink, line] = [color('--ink-3'), color('--line')];
  const font = { size: 11, family };
  const { range, ticks, isStacked } = model;
  return {
    type: 'line' as const,
    data: { datasets: model.series.map(series => datasetOf(model, series, color)) },
    options: {
      animation: false as const,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest' as const, axis: 'x' as const, intersect: false },
      scales: {
        x: {
          type: 'linear' as const,
          // Bars stand in the middle of their place on the axis already.
          offset: false,
          stacked: isStacked,
          ...(range === undefined ? {} : { min: range.from, max: range.to }),
          grid: { display: false },
          border: { color: line },
          ...(ticks === undefined
            ? {}
            : {
                afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
                  axis.ticks = ticks.map(value => ({ value }));
                },
              }),
          ticks: {
            color: ink,
            font,
            ...(ticks === undefined ? { maxTicksLimit: 6 } : { autoSkipPadding: 12 }),
            maxRotation: 0,
            callback: (value: number | string) => model.formatX(Number(value)),
          },
        },
        y: {
          beginAtZero: true,
          stacked: isStacked,
          suggestedMax: model.atLeast,
          grid: { color: line },
          border: { display: false },
          // As wide in each chart of a column, so that they share one time axis.
          ...(model.isWide
            ? {}
            : {
                afterFit: (scale: { width: number }) => {
                  scale.width = Y_AXIS_WIDTH;
                },
              }),
          ticks: {
            color: ink,
            font,
            maxTicksLimit: 4,
            callback: (value: number | string) => model.formatY(Number(value)),
          },
        },
      },
      plugins: {
        legend: {
          display: model.series.length > 1,
          labels: { color: ink, font, boxWidth: 10, boxHeight: model.isWide ? 10 : 2 },
        },
        tooltip: {
          filter: (item: TooltipItem) => !isStacked || item.parsed.y !== 0,
          callbacks: {
            title: (items: readonly TooltipItem[]) =>
              items[0] === undefined ? '' : model.namePoint(items[0].parsed.x ?? 0),
            label: (item: TooltipItem) => `${item.dataset.label ?? ''}: ${model.formatY(item.parsed.y ?? 0)}`,
          },
        },
      },
    },
  };
}

function datasetOf(model: ChartModel, series: ChartSeries, color: ChartInk['color']) {
  const fill = series.colors?.map(color) ?? color(series.color);
  return {
    type: series.shape,
    label: series.label,
    // A bar of nothing would be a hairline.
    data: series.points.map(({ x, y }) => ({
      x,
      y: y === undefined || (y === 0 && series.shape === 'bar') ? null : y,
    })),
    borderColor: fill,
    backgroundColor: fill,
    borderWidth: series.shape === 'bar' ? 0 : 1.5,
    barThickness: model.isWide ? ('flex' as const) : 3,
    maxBarThickness: 48,
    barPercentage: 0.9,
    categoryPercentage: 1,
    pointRadius: series.points.length === 1 ? 2 : 0,
    pointHitRadius: 8,
  };
}
