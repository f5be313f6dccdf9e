// Sorting by every column and filtering by expressions: from the hand to the rows that answer.

const ANSWER_WITHIN_MS = 20_000;

/** Of the kinds that people type: states, codes, texts, addresses, times, sums of these. None reads message bytes. */
const FILTERS = [
  'state = failed',
  'state != ended',
  'code = 486',
  'code >= 400 and code < 500',
  'from ~ "42"',
  'to ~ "+4930"',
  'source = "10.20.0.10"',
  'talkTime > 60s',
  'pdd > 2s and state = ended',
  'messages > 10 and not state = cancelled',
];

/** Clicks every head twice: each time another order. Gives { name, millis } of each. */
export async function measureSorts(page) {
  const measured = [];
  const heads = page.locator('data-table [role=columnheader] button');
  for (let at = 0; at < (await heads.count()); at++) {
    for (let click = 0; click < 2; click++) {
      await watchInput(page, 'click');
      await heads.nth(at).click();
      measured.push(await answered(page, { sort: true, filter: '' }));
    }
  }
  await page.goto(new URL('/calls', page.url()).href);
  // A list that is still being drawn for the first time would be measured with the first filter.
  await page.evaluate(within => window.bench.painted(() => window.bench.hasRows(), within), ANSWER_WITHIN_MS);
  return measured;
}

/** Types each expression and presses Enter. */
export async function measureFilters(page) {
  const measured = [];
  const box = page.locator('filter-box input');
  for (const filter of FILTERS) {
    await box.fill(filter);
    await watchInput(page, 'keydown');
    await box.press('Enter');
    measured.push(await answered(page, { sort: false, filter }));
  }
  return measured;
}

/** Notes the time of the next event of this type, as the browser got it from the hand. */
async function watchInput(page, type) {
  await page.evaluate(name => {
    const note = event => {
      window.inputAt = performance.timeOrigin + event.timeStamp;
      window.sortBefore = window.bench.state().route.sort;
    };
    window.addEventListener(name, note, { capture: true, once: true });
  }, type);
}

async function answered(page, expected) {
  return page.evaluate(
    async ({ sort, filter, within }) => {
      const { bench } = window;
      const route = () => bench.state().route;
      const isAsked = () => (sort ? route().sort !== window.sortBefore : route().filter === filter);
      const at = await bench.painted(() => isAsked() && bench.isAnswered(route().filter, route().sort), within);
      const { total } = bench.state().list;
      return { name: sort ? `sort ${route().sort || 'none'}` : filter, millis: at - window.inputAt, total };
    },
    { ...expected, within: ANSWER_WITHIN_MS },
  );
}
