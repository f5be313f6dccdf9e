// A call of many messages: from the click on its row to its ladder on the screen. The page is loaded anew each time, so that nothing
// of the call is there already.

import { portOpen, startDashboard } from './dashboard.mjs';

const TIMES = 5;
const PAINTED_WITHIN_MS = 20_000;

/** Milliseconds of each time; `messages` must be in the ladder. */
export async function measureLadder(page, path, messages) {
  const dashboard = await startDashboard(path);
  try {
    await portOpen(dashboard.port);
    const measured = [];
    for (let time = 0; time < TIMES; time++) measured.push(await openLadder(page, dashboard.address, messages));
    return measured;
  } finally {
    await dashboard.stop();
  }
}

async function openLadder(page, address, messages) {
  await page.goto(address);
  await page.evaluate(async within => {
    await window.bench.painted(() => window.bench.hasRows(), within);
    window.addEventListener(
      'click',
      event => {
        window.inputAt = performance.timeOrigin + event.timeStamp;
      },
      { capture: true, once: true },
    );
  }, PAINTED_WITHIN_MS);
  await page.locator('data-table .body .row').first().click();
  return page.evaluate(
    async ({ expected, within }) => {
      const { bench } = window;
      const hasArrows = () => (bench.ladder()?.shadowRoot?.querySelectorAll('.row svg').length ?? 0) > 10;
      const at = await bench.painted(hasArrows, within);
      const rows = bench.ladder().ladder.rows.filter(row => row.type === 'message').length;
      if (rows !== expected) throw new Error(`the ladder has ${rows} messages, not ${expected}`);
      return at - window.inputAt;
    },
    { expected: messages, within: PAINTED_WITHIN_MS },
  );
}
