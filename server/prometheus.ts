// The text format of Prometheus, version 0.0.4. Takes families of samples, gives the text. Values of labels may be anything that
// came over a wire, so they are escaped and cut.

/** Content-Type of the format. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Longest value of a label, in characters. */
const LABEL_LENGTH = 200;

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Families without samples are left out. Samples with equal labels are added up: a name twice would make the scrape fail. */
export function prometheusText(families: readonly Family[]): string {
  return families.map(familyText).join('');
}

function familyText({ name, type, help, samples }: Family): string {
  if (samples.length === 0) return '';
  const valueByLabels = new Map<string, number>();
  for (const { labels, value } of samples) {
    const key = labelText(labels);
    valueByLabels.set(key, (valueByLabels.get(key) ?? 0) + value);
  }
  const lines = Array.from(valueByLabels, ([labels, value]) => `${name}${labels} ${value}\n`);
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelText(labels: Sample['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${quotable(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function quotable(text: string): string {
  return escaped(
    text
      .slice(0, LABEL_LENGTH)

      .replace(/[^\P{Cc}\n]/gu, '\u{fffd}'),
  ).replaceAll('"', '\\"');
}

/** A line feed and a backslash are all that a help text escapes. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
