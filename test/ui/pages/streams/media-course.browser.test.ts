import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { MediaCourse } from '../../../../ui/pages/streams/media-course.ts';
import type { ChartView } from '../../../../ui/widgets/chart-view.ts';
import { stream } from '../../../support/ui-meaning.ts';
import { drawn, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/streams/media-course.ts';

afterEach(unmount);

const asked = <T>(value: T) => ({ id: 'demo:3', value, problem: undefined });
const charts = (element: MediaCourse) => inside(element, 'chart-view') as readonly ChartView[];

test('both directions share each chart and one time axis', async () => {
  const back = stream(4, { source: '10.0.0.2:5000', destination: '10.0.0.1:4000' });
  const element = await mount<MediaCourse>(
    html`<media-course .forward=${asked(stream(3))} .reverse=${asked(back)}></media-course>`,
    800,
  );
  expect(charts(element).map(chart => `${chart.heading} ${chart.series.length}`)).toEqual([
    'Jitter, mean 2',
    'Lost packets 2',
    'Longest gap 2',
    'MOS 2',
  ]);
  expect(new Set(charts(element).map(chart => JSON.stringify(chart.range))).size).toBe(1);
  expect(charts(element)[0]?.summary).toContain('there');
});
test('the cursor of the charts goes with the player', async () => {
  const start = stream(3).startTime;
  const sound = {
    key: 'k',
    fileName: 'a.wav',
    bytes: 1,
    sampleRate: 8000,
    channels: 1,
    startTime: start,
    duration: 4000,
    tracks: [],
    notes: [],
    peaks: [[0.1]],
    marks: [],
  };
  const element = await mount<MediaCourse>(
    html`<media-course .sound=${asked(sound)} .forward=${asked(stream(3))}></media-course>`,
    800,
  );
  inside(element, 'audio-player')[0]?.dispatchEvent(new CustomEvent('audio-time', { detail: { at: 1500 } }));
  await drawn(element);
  expect(charts(element)[0]?.cursor).toBe(1500);
  expect(charts(element)[0]?.range).toEqual({ from: 0, to: 4000 });
});
test('the figures are a table too, made when it is opened', async () => {
  const element = await mount<MediaCourse>(html`<media-course .forward=${asked(stream(3))}></media-course>`, 800);
  expect(inside(element, 'table')).toHaveLength(0);
  inside(element, 'summary')[0]?.click();
  await drawn(element);
  await drawn(element);
  expect(inside(element, 'tbody tr').map(textOf)[1]).toContain('4.10');
});
test('streams on their way, and refused ones, say so', async () => {
  const waiting = { id: 'demo:3', value: undefined, problem: undefined };
  const element = await mount<MediaCourse>(html`<media-course .forward=${waiting}></media-course>`);
  expect(textOf(inside(element, '[role=status]')[0])).toContain('Reading');
  const refused = { ...waiting, problem: { code: 'X', message: 'Gone.', hint: '' } };
  const other = await mount<MediaCourse>(html`<media-course .forward=${refused}></media-course>`);
  expect(other.shadowRoot?.textContent).toContain('Gone.');
});
