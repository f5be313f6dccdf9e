import { expect, test } from 'vitest';
import { type Family, prometheusText, type Sample } from '../../server/prometheus.ts';

const family = (samples: Family['samples']): Family => ({
  name: 'x_total',
  type: 'counter',
  help: 'All of x.',
  samples,
});

test('a family is its help, its type and a line a sample', () => {
  const samples: Sample[] = [
    { labels: { capture: 'a', point: 'eth0' }, value: 3 },
    { labels: {}, value: 0.5 },
  ];
  expect(prometheusText([family(samples)])).toBe(
    '# HELP x_total All of x.\n# TYPE x_total counter\nx_total{capture="a",point="eth0"} 3\nx_total 0.5\n',
  );
});

test('a family without samples is left out', () => {
  expect(prometheusText([family([]), family([{ labels: {}, value: 1 }])]).match(/# HELP/g)).toHaveLength(1);
});

test.each([
  ['a "quoted" \\ name', '"a \\"quoted\\" \\\\ name"'],
  ['two\nlines', '"two\\nlines"'],
  ['\u001b[2J\0', '"\ufffd[2J\ufffd"'],
  ['x'.repeat(5000), `"${'x'.repeat(200)}"`],
  ['} 1\nevil 2', '"} 1\\nevil 2"'],
])('the label %j cannot break out of its quotes', (label, text) => {
  const lines = prometheusText([family([{ labels: { point: label }, value: 1 }])]).split('\n');
  expect(lines[2]).toBe(`x_total{point=${text}} 1`);
  expect(lines).toHaveLength(4);
});

test('a line feed in a help text is escaped', () => {
  const text = prometheusText([{ ...family([{ labels: {}, value: 1 }]), help: 'a\nb\\' }]);
  expect(text).toContain('# HELP x_total a\\nb\\\\\n');
});

test('samples of one name and labels are added up', () => {
  const samples = [1, 2].map(value => ({ labels: { point: 'others' }, value }));
  expect(prometheusText([family(samples)])).toContain('x_total{point="others"} 3\n');
});
