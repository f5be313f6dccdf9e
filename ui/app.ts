// The frame around the pages: top bar, rail, banner, status bar; keys, address bar, theme, dropped files.
// Pages ask by events (navigate, choose-file); this element is the only one that acts on them.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { AddressBar } from './address-bar.ts';
import { appStyles } from './app.styles.ts';
import { percent, sentence } from './base/format.ts';
import { keep } from './base/keep.ts';
import { setTimeZone } from './base/time-zone.ts';
import { shortLine } from './base/visible-text.ts';
import { BINDINGS, type Command, type Scope } from './commands.ts';
import { DropController } from './controllers/drop-controller.ts';
import { KeysController } from './controllers/keys-controller.ts';
import { StoreController } from './controllers/store-controller.ts';
import { FilterActs } from './filter-acts.ts';
import type { Control } from './net/control.ts';
import { uploadCapture } from './net/upload.ts';
import type { SavedFilters } from './pages/filters/saved-filters.ts';
import type { HelpDialog } from './pages/help/help-dialog.ts';
import { isPage, type Navigation } from './pages/page.ts';
import type { CommandPalette } from './pages/palette/command-palette.ts';
import { type PaletteAct, type PaletteEntry, paletteEntries } from './pages/palette/palette-entries.ts';
import { problemView } from './pages/problem.ts';
import { LAZY_PAGES, pageView, RAIL, type RailItem } from './routes.ts';
import type { Problem } from './state/app-state.ts';
import type { ErrandOrder } from './state/errands.ts';
import { START_VIEW } from './state/ladder-view.ts';
import { formatRoute, isFiltered, type PageName, parseRoute, type Route } from './state/route.ts';
import type { Store } from './state/store.ts';
import { currentCapture } from './state/watch.ts';
import { shared } from './styles/shared.ts';
import { texts } from './texts.ts';
import { applyTheme, nextTheme } from './theme.ts';
import type { FilterBox } from './widgets/filter-box.ts';
import { icon } from './widgets/icon.ts';
import type { ValueMenu } from './widgets/value-menu.ts';
import './pages/filters/saved-filters.ts';
import './pages/help/help-dialog.ts';
import './pages/palette/command-palette.ts';
import './status-bar.ts';
import './top-bar.ts';
import './widgets/value-menu.ts';

declare global {
  interface HTMLElementTagNameMap {
    'sipscope-app': SipscopeApp;
  }
}

@customElement('sipscope-app')
export class SipscopeApp extends LitElement {
  static override styles = [shared, appStyles];

  @property({ attribute: false }) store: Store | undefined;
  @property({ attribute: false }) control: Pick<Control, 'run'> | undefined;
  @state() private isDragging = false;
  @query('#page') private page!: HTMLElement;
  @query('help-dialog') private help!: HelpDialog;
  @query('command-palette') private palette!: CommandPalette;
  @query('top-bar') private bar!: HTMLElement & { readonly filterBox: FilterBox | null };
  @query('saved-filters') private saved!: SavedFilters;
  @query('value-menu') private menu!: ValueMenu;
  @query('input[type=file]') private chooser!: HTMLInputElement;
  private here: PageName | undefined;
  private readonly loads = new Map<PageName, 'loading' | 'loaded' | 'failed'>();
  private cancelUpload: (() => void) | undefined;
  private readonly address = new AddressBar();

  constructor() {
    super();
    new KeysController<Scope, Command>(this, {
      bindings: BINDINGS,
      scopes: () => this.scopes(),
      run: command => this.run(command),
    });
    new DropController(this, {
      onDragging: isDragging => {
        this.isDragging = isDragging;
      },
      onFile: file => this.upload(file),
    });
    new FilterActs(this, {
      store: () => this.store,
      menu: () => this.menu,
      navigate: to => this.navigate(to),
    });
    this.addEventListener('navigate', event => this.onNavigate(event));
    this.addEventListener('choose-file', () => this.chooser.click());
    this.addEventListener('set-zone', event => {
      if (event instanceof CustomEvent) this.setZone(event.detail);
    });
    this.addEventListener('run-command', event => {
      if (event instanceof CustomEvent) this.run(event.detail);
    });
    this.addEventListener('errand', event => {
      if (event instanceof CustomEvent) void this.runErrand(event.detail);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.address.connect();
    window.addEventListener('popstate', this.onPopState);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.address.disconnect();
    window.removeEventListener('popstate', this.onPopState);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { store } = this;
    if (changed.has('store') && store !== undefined) new StoreController(this, () => store).hostConnected();
    if (store !== undefined) this.load(store.state.route.page);
  }

  override render(): TemplateResult {
    const { store } = this;
    if (store === undefined) return html``;
    const { route, connection, upload } = store.state;
    return html`
      <nav aria-label=${texts.navigation}>
        <a class="logo" href="/calls" title=${texts.product} aria-label=${texts.product} @click=${(e: MouseEvent) => this.follow(e, 'calls')}>${icon('logo')}</a>
        ${RAIL.map(item => this.renderRailItem(item, route))}
        <span class="space"></span>
        <button class="rail" title="${texts.pages.help} (?)" @click=${() => this.help.open()}>${icon('help')}<span>${texts.pages.help}</span></button>
      </nav>
      <top-bar role="banner" .store=${store} @filter-leave=${this.enterPage} @cycle-theme=${() => this.run('theme')}></top-bar>
      <main>
        ${connection === 'lost' ? html`<div class="banner" role="alert">${icon('warning')}<p><b>${texts.connection.lost}</b><span>${texts.connection.lostHint}</span></p></div>` : nothing}
        ${upload === undefined ? nothing : this.renderUpload(store)}
        ${this.renderProblem(store)}
        <div class="page">${this.renderPage(store, route.page)}</div>
      </main>
      <status-bar role="contentinfo" .store=${store}></status-bar>
      <help-dialog></help-dialog>
      <value-menu></value-menu>
      <saved-filters .saved=${store.state.filtering.saved} .filter=${route.filter}></saved-filters>
      <command-palette .entries=${this.paletteEntries} @palette-act=${this.onPalette}></command-palette>
      <input type="file" hidden accept=".pcap,.pcapng,.cap,.gz,application/vnd.tcpdump.pcap" @change=${this.onChosen} />
      <div class="drop" ?hidden=${!this.isDragging} aria-hidden="true"><div>${icon('upload')}${texts.upload.drop}</div></div>`;
  }

  protected override updated(): void {
    const state = this.store?.state;
    if (state === undefined) return;
    const capture = state.captures?.find(known => known.id === currentCapture(state));
    const title = capture === undefined ? texts.product : `${shortLine(capture.name, 60)} · ${texts.product}`;
    // Browsers tell the title on even when it is the same, and the frame is drawn with every change of the state.
    if (document.title !== title) document.title = title;
  }

  /** Loads a page that is not here yet; one that could not be loaded is tried again when it is come back to. */
  private load(page: PageName): void {
    const isSame = page === this.here;
    this.here = page;
    const load = LAZY_PAGES[page];
    const known = this.loads.get(page);
    if (load === undefined || known === 'loaded' || known === 'loading' || (known === 'failed' && isSame)) return;
    const note = (state: 'loading' | 'loaded' | 'failed'): void => {
      this.loads.set(page, state);
      this.requestUpdate();
    };
    this.loads.set(page, 'loading');
    load().then(
      () => note('loaded'),
      () => note('failed'),
    );
  }

  private renderPage(store: Store, page: PageName): unknown {
    const state = LAZY_PAGES[page] === undefined ? 'loaded' : this.loads.get(page);
    if (state === 'failed') return problemView(texts.unloaded.title, UNLOADED);
    return state === 'loaded' ? keyed(store.state.zone, pageView(page, store)) : nothing;
  }

  /** Every page is drawn anew, for every page writes times. */
  private setZone(zone: unknown): void {
    if (this.store === undefined || typeof zone !== 'string' || !setTimeZone(zone)) return;
    keep('zone', zone);
    this.store.dispatch({ type: 'zone', zone });
  }

  private renderRailItem(item: RailItem, route: Route): TemplateResult {
    const isHere = item.holds.includes(route.page);
    return html`<a class="rail ${isHere ? 'here' : ''}" href=${formatRoute({ ...route, page: item.page })} title=${item.title}
      aria-current=${isHere ? 'page' : 'false'} @click=${(event: MouseEvent) => this.follow(event, item.page)}>${icon(item.icon)}<span>${item.title}</span></a>`;
  }

  private renderUpload(store: Store): TemplateResult {
    const upload = store.state.upload;
    if (upload === undefined) return html``;
    const dismiss = (): void => {
      this.cancelUpload?.();
      store.dispatch({ type: 'upload', upload: undefined });
    };
    if (upload.problem !== undefined) return problemBanner(texts.upload.failed(upload.name), upload.problem, dismiss);
    const sent = percent(upload.bytesSent, upload.bytesTotal);
    return html`<div class="banner quiet-banner" role="status">${icon('upload')}<p><b class="traffic">${texts.upload.sending(upload.name, sent)}</b></p>
      <progress max=${upload.bytesTotal} value=${upload.bytesSent}></progress><button class="button" @click=${dismiss}>${texts.upload.cancel}</button></div>`;
  }

  private renderProblem(store: Store): TemplateResult | typeof nothing {
    const problem = store.state.problem;
    if (problem === undefined) return nothing;
    return problemBanner(texts.refused, problem, () => store.dispatch({ type: 'problem-dismissed' }));
  }

  /** What was started is what its user wants to see. */
  private async runErrand(order: ErrandOrder): Promise<void> {
    const outcome = await this.control?.run(order);
    if (outcome === undefined || !outcome.isDone) return;
    if (outcome.started !== undefined) this.navigate({ page: 'capture', capture: outcome.started, part: undefined });
    // What was closed is not looked for.
    if (order.verb === 'close' && order.capture === this.store?.state.route.capture)
      this.navigate({ capture: undefined, row: undefined }, true);
  }

  private scopes(): readonly Scope[] {
    const page = this.store?.state.route.page;
    if (page === 'calls') return ['calls', 'everywhere'];
    if (page === 'call') return ['call', 'everywhere'];
    return page === 'capture' || page === 'overview' ? ['everywhere'] : ['table', 'everywhere'];
  }

  private run(command: Command): boolean {
    const { store } = this;
    if (store === undefined) return false;
    if (this.help.isOpen) return command === 'help' || command === 'back' ? this.help.close() : false;
    // Its own field has the keys while it is open.
    if (this.palette.isOpen) return command === 'palette' ? this.palette.close() : false;
    if (isPage(this.page) && this.page.run(command)) return true;
    switch (command) {
      case 'focus-filter':
        return this.focusFilter(store);
      case 'help':
        this.help.open();
        return true;
      case 'palette':
        this.palette.open();
        return true;
      case 'saved-filters':
        this.saved.open();
        return true;
      case 'go-overview':
        return this.navigate({ page: 'overview' });
      case 'go-calls':
        return this.navigate({ page: 'calls' });
      case 'go-registrations':
        return this.navigate({ page: 'registrations' });
      case 'go-streams':
        return this.navigate({ page: 'streams' });
      case 'go-hosts':
        return this.navigate({ page: 'hosts' });
      case 'go-findings':
        return this.navigate({ page: 'findings' });
      case 'go-capture':
        return this.navigate({ page: 'capture' });
      case 'back':
        return store.state.route.page === 'calls' ? false : this.navigate({ page: 'calls' });
      case 'theme':
        return this.cycleTheme(store);
      default:
        return false;
    }
  }

  private focusFilter(store: Store): boolean {
    if (!isFiltered(store.state.route.page)) this.navigate({ page: 'calls' });
    void this.updateComplete.then(() => this.bar.filterBox?.focus());
    return true;
  }

  /** From the filter box to what it filters: to the row that was chosen, else to the first. */
  private enterPage(): void {
    this.page.focus();
    if (this.store?.state.route.row === undefined && isPage(this.page)) this.page.run('first');
  }

  private cycleTheme(store: Store): boolean {
    const theme = nextTheme(store.state.theme);
    applyTheme(theme);
    keep('theme', theme);
    store.dispatch({ type: 'theme', theme });
    return true;
  }

  private follow(event: MouseEvent, page: Route['page']): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.navigate({ page });
  }

  /** Asked for by the palette while it is drawn: what it offers depends on much, and it is seldom open. */
  private readonly paletteEntries = (): readonly PaletteEntry[] => {
    const { captures = [], filtering } = this.store?.state ?? {};
    return paletteEntries(this.scopes(), captures, filtering?.saved ?? []);
  };

  private onPalette(event: CustomEvent<PaletteAct>): void {
    const act = event.detail;
    if (act.kind === 'go') this.navigate(act.to);
    else this.run(act.command);
  }

  private onNavigate(event: Event): void {
    if (!(event instanceof CustomEvent)) return;
    const navigation: Navigation = event.detail;
    this.navigate(navigation.to, navigation.isReplacing);
  }

  private navigate(to: Partial<Route>, isReplacing = false): boolean {
    const { store } = this;
    if (store === undefined) return false;
    const left = 'page' in to && to.page !== store.state.route.page ? LEFT : {};
    const route = { ...store.state.route, ...left, ...to };
    // The address names the capture, so that a link still means the same when others are open.
    const capture = route.page === 'call' ? route.capture : (route.capture ?? currentCapture(store.state));
    const next = 'capture' in to ? route : { ...route, capture };
    if (isReplacing) this.address.replace(formatRoute(next));
    else this.address.push(formatRoute(next));
    store.dispatch({ type: 'route', route: next });
    return true;
  }

  private readonly onPopState = (): void => {
    const { store } = this;
    this.address.forget();
    if (store === undefined) return;
    // Nobody steps back through the columns he moved: they stay, and the address says so.
    const { columns } = store.state.route;
    const route = { ...parseRoute(location.pathname, location.search), columns };
    this.address.replace(formatRoute(route));
    store.dispatch({ type: 'route', route });
  };

  private onChosen(): void {
    const file = this.chooser.files?.[0];
    this.chooser.value = '';
    if (file !== undefined) this.upload(file);
  }

  private upload(file: File): void {
    const { store } = this;
    if (store === undefined) return;
    this.cancelUpload?.();
    const started = { name: file.name, bytesSent: 0, bytesTotal: file.size, problem: undefined };
    store.dispatch({ type: 'upload', upload: started });
    this.cancelUpload = uploadCapture(file, {
      onProgress: bytesSent => store.dispatch({ type: 'upload', upload: { ...started, bytesSent } }),
      onRefused: problem => store.dispatch({ type: 'upload', upload: { ...started, problem } }),
      onDone: capture => {
        store.dispatch({ type: 'upload', upload: undefined });
        store.dispatch({ type: 'capture-added', capture });
        this.navigate({ page: 'calls', capture: capture.id, filter: '', sort: '', row: undefined });
      },
    });
  }
}

/** The server was replaced meanwhile and has other files. */
const UNLOADED: Problem = { code: 'SIPSCOPE_NO_PAGE', ...texts.unloaded };

/** What is open on a page is open for one visit. */
const LEFT: Partial<Route> = {
  host: undefined,
  part: undefined,
  frame: undefined,
  find: '',
  order: '',
  item: undefined,
  isMerged: false,
  ladder: START_VIEW,
  compare: undefined,
  beside: [],
  panel: undefined,
  finding: undefined,
};

function problemBanner(title: string, problem: Problem, dismiss: () => void): TemplateResult {
  return html`<div class="banner bad" role="alert">${icon('warning')}
    <p class="traffic"><b>${title}</b><span>${sentence(problem.message)} ${problem.hint}</span></p>
    <button class="button" @click=${dismiss}>${texts.upload.dismiss}</button></div>`;
}
