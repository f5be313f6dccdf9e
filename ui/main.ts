// Starts the page: makes the store, the API, the live socket and the session, and hands them to the one element.

import { readKept } from './base/keep.ts';
import { setTimeZone, timeZone } from './base/time-zone.ts';
import { savedFilters } from './filter/saved-filters.ts';
import { makeApi } from './net/api.ts';
import { Control } from './net/control.ts';
import { Live, liveAddress } from './net/live.ts';
import { Session } from './net/session.ts';
import { readColours, START_STATE } from './state/app-state.ts';
import { KEPT_PANEL } from './state/filtering.ts';
import { readPreviewPlace } from './state/preview.ts';
import { KEPT_COLUMNS, parseRoute } from './state/route.ts';
import { beforeNextFrame, Store } from './state/store.ts';
import { applyTheme, readTheme } from './theme.ts';
import './app.ts';

const theme = readTheme(readKept('theme'));
applyTheme(theme);

setTimeZone(readKept('zone') ?? 'UTC');

const asked = parseRoute(location.pathname, location.search);
// Whoever follows a link sees the columns of who sent it; else those he chose himself.
const route = asked.columns === '' ? { ...asked, columns: readKept(KEPT_COLUMNS) ?? '' } : asked;
const filtering = {
  ...START_STATE.filtering,
  isPanelOpen: readKept(KEPT_PANEL) === 'open',
  saved: savedFilters(),
};
const kept = { previewPlace: readPreviewPlace(readKept('preview')), colours: readColours(readKept('colours')) };
const store = new Store({ ...START_STATE, ...kept, route, theme, filtering, zone: timeZone() }, beforeNextFrame);
const wait = (run: () => void, ms: number): void => {
  setTimeout(run, ms);
};
const live = new Live({
  connect: () => new WebSocket(liveAddress(location)),
  wait,
  random: Math.random,
  onMessage: message => session.onMessage(message),
  onConnection: connection => session.onConnection(connection),
});
const api = makeApi();
const session = new Session(store, api, live, wait);

live.open();
session.start();

const app = document.querySelector('sipscope-app');
if (app !== null) {
  app.control = new Control(store, api);
  app.store = store;
}
