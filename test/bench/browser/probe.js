// Runs inside the page, before its own scripts: `bench` looks at the dashboard from outside, through its elements.
// Times are ms since the epoch, so that they compare with those of the program that drives the browser.

window.bench = (() => {
  const now = () => performance.timeOrigin + performance.now();
  const app = () => document.querySelector('sipscope-app');
  const calls = () => app()?.shadowRoot?.querySelector('calls-page');
  const table = () => calls()?.shadowRoot?.querySelector('data-table');
  const pane = () => app()?.shadowRoot?.querySelector('call-page')?.shadowRoot?.querySelector('ladder-pane');
  const ladder = () => pane()?.shadowRoot?.querySelector('call-ladder');
  const nextFrame = () => new Promise(resolve => requestAnimationFrame(resolve));

  /** Whether a row of the table has a call in it. */
  const hasRows = () => table()?.shadowRoot?.querySelector('.body .row:not([hidden]):not(.awaited)') != null;
  /** How many rows on screen still wait for their call. Asks the table, not the layout: looking must cost no frame. */
  const awaitedRows = () => {
    const { visible, total } = state()?.list ?? {};
    let awaited = 0;
    for (let at = visible?.first ?? 0; at < Math.min(visible?.end ?? 0, total); at++) {
      if (table()?.rowAt(at) === undefined) awaited++;
    }
    return awaited;
  };
  const scroller = () => table()?.shadowRoot?.querySelector('.scroller');
  const state = () => app()?.store?.state;

  /** Waits, frame by frame, until `isSo()`; gives the time at which that state has been painted. */
  const painted = async (isSo, withinMs) => {
    const limit = now() + withinMs;
    while (!isSo()) {
      if (now() > limit) throw new Error(`not painted within ${withinMs} ms: ${isSo}`);
      await nextFrame();
    }
    // What is there when a frame begins is on the screen when the next one does.
    await nextFrame();
    return now();
  };

  const isAnswered = (filter, sort) => {
    const list = state()?.list;
    if (list?.key === undefined || list.key.filter !== filter || list.key.sort !== sort || table().stale) return false;
    return !table().isUpdatePending && awaitedRows() === 0 && hasRows() === list.total > 0;
  };

  /** Every frame until `stop()`: time, length of the list, rows that still wait. */
  const watchFrames = () => {
    const frames = [];
    const longTasks = [];
    let isOn = true;
    const observer = new PerformanceObserver(list => longTasks.push(...list.getEntries().map(entry => entry.duration)));
    observer.observe({ type: 'longtask' });
    const look = time => {
      if (!isOn) return;
      frames.push({
        time,
        total: state()?.list.total ?? 0,
        awaited: awaitedRows(),
        top: state()?.list.visible?.first ?? 0,
      });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return () => {
      isOn = false;
      for (const entry of observer.takeRecords()) longTasks.push(entry.duration);
      observer.disconnect();
      return { frames, longTasks };
    };
  };

  return { now, app, table, ladder, hasRows, scroller, state, painted, isAnswered, watchFrames, nextFrame };
})();
