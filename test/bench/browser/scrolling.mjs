// Ten seconds of a restless hand on the list: wheel down and up, the scroll bar dragged to the end and back.

import { frameTimes, largest, quantile } from './figures.mjs';

const STEP_MS = 16;

export async function measureScrolling(page) {
  const box = await page.evaluate(() => {
    const { left, top, right, bottom } = window.bench.scroller().getBoundingClientRect();
    const bar = right - left - window.bench.scroller().clientWidth;
    return { left, top, right, bottom, bar };
  });
  if (box.bar < 4) throw new Error('the list shows no scroll bar to drag');
  const idle = await watch(page, () => wait(2000));
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  const wheel = await watch(page, async () => {
    await page.mouse.move(middle.x, middle.y);
    await forMillis(2500, () => page.mouse.wheel(0, 900));
    await forMillis(2500, () => page.mouse.wheel(0, -700));
  });
  const drag = await watch(page, () => dragBar(page, box));
  if (wheel.reach < 500 || drag.reach < 5000)
    throw new Error(`scrolling got to rows ${wheel.reach} and ${drag.reach} only`);
  return { idle, wheel, drag };
}

/** Five seconds: slowly to the end, back, and in leaps. */
async function dragBar(page, box) {
  const x = box.right - box.bar / 2;
  // The bar has a square arrow at each end; beside it lies the thumb.
  const start = box.top + box.bar * 1.5;
  const end = box.bottom - box.bar * 1.5;
  await page.evaluate(() => {
    window.bench.scroller().scrollTop = 0;
  });
  await wait(300);
  await page.mouse.move(x, start);
  await page.mouse.down();
  const moveTo = part => page.mouse.move(x, start + (end - start) * part);
  await inSteps(2000, part => moveTo(part));
  await inSteps(1500, part => moveTo(1 - part));
  await inSteps(1500, part => moveTo((part * 7) % 1));
  await page.mouse.up();
}

async function watch(page, act) {
  await page.evaluate(() => {
    window.stopWatching = window.bench.watchFrames();
  });
  await act();
  const { frames, longTasks } = await page.evaluate(() => window.stopWatching());
  const times = frameTimes(frames);
  return {
    frames: frames.length,
    max: largest(times),
    p99: quantile(times, 0.99),
    over50: times.filter(time => Math.round(time) > 50).length,
    longTasks: longTasks.length,
    longestTask: largest(longTasks),
    /** The first row on screen, at most. */
    reach: largest(frames.map(frame => frame.top)),
    /** Longest time that rows on screen waited for their call. */
    blank: largest(blanks(frames)),
  };
}

/** How long each stretch of frames with awaited rows took. */
function blanks(frames) {
  const stretches = [];
  let since;
  for (const { time, awaited } of frames) {
    if (awaited > 0) since ??= time;
    else if (since !== undefined) {
      stretches.push(time - since);
      since = undefined;
    }
  }
  return stretches;
}

async function forMillis(millis, act) {
  for (const end = Date.now() + millis; Date.now() < end; ) {
    await act();
    await wait(STEP_MS);
  }
}

async function inSteps(millis, act) {
  const start = Date.now();
  for (let part = 0; part < 1; part = Math.min(1, (Date.now() - start) / millis)) {
    await act(part);
    await wait(STEP_MS);
  }
  await act(1);
}

function wait(millis) {
  return new Promise(resolve => setTimeout(resolve, millis));
}
