// From the command to rows on the screen, and how the list grows until the file is read.

import { portOpen, startDashboard } from './dashboard.mjs';
import { frameTimes, largest } from './figures.mjs';

/** Of a million calls on a busy machine. */
const LOADED_WITHIN_MS = 600_000;

/** `page` is an open, empty page: a browser that people have open anyway. Gives the dashboard, which goes on, and the figures. */
export async function measureFirstRows(page, path) {
  const dashboard = await startDashboard(path);
  try {
    return { dashboard, ...(await watchLoading(page, dashboard)) };
  } catch (error) {
    await dashboard.stop();
    throw error;
  }
}

async function watchLoading(page, dashboard) {
  await portOpen(dashboard.port);
  const openedAt = Date.now();
  await page.goto(dashboard.address, { waitUntil: 'commit' });
  const seen = await page.evaluate(async withinMs => {
    const { bench } = window;
    const stop = bench.watchFrames();
    const firstAt = await bench.painted(() => bench.hasRows(), withinMs);
    const firstRows = bench.state().list.total;
    // The list is told of its last rows right after the progress.
    const isLoaded = () => {
      const { captures, list } = bench.state();
      return captures?.[0]?.progress.state === 'ready' && list.total === captures[0].progress.legs;
    };
    const loadedAt = await bench.painted(isLoaded, withinMs);
    return { firstAt, firstRows, loadedAt, ...stop() };
  }, LOADED_WITHIN_MS);
  const growth = seen.frames.filter((frame, at) => at === 0 || frame.total > seen.frames[at - 1].total);
  return {
    listeningMillis: openedAt - dashboard.startedAt,
    firstMillis: seen.firstAt - dashboard.startedAt,
    firstRows: seen.firstRows,
    loadedMillis: seen.loadedAt - dashboard.startedAt,
    steps: growth.filter(frame => frame.total > 0).length,
    longestPause: largest(frameTimes(growth.filter(frame => frame.total > 0))),
    longestFrame: largest(frameTimes(seen.frames)),
    total: seen.frames.at(-1)?.total ?? 0,
  };
}
