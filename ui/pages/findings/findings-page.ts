// All findings of a capture: what went wrong, by rule, each a step from its proof. Reads the store; gives navigate.

import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Finding, Severity } from '../../../server/wire/types.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import type { Store } from '../../state/store.ts';
import { tableRow } from '../../state/tables.ts';
import { currentCapture } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import type { DataTable } from '../../widgets/data-table.ts';
import { adjust, go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { tableMove } from '../table/table-moves.ts';
import { tableViewStyles } from '../table/table-view.styles.ts';
import { type Facet, tableView } from '../table/table-view.ts';
import { FINDING_COLUMNS, findingEdge, SEVERITY_INKS } from './columns.ts';
import '../../widgets/data-table.ts';

const words = texts.findings;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];
const RULE = 'rule:';

@customElement('findings-page')
export class FindingsPage extends LitElement implements Page {
  static override styles = [shared, tableViewStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @state() private cursor = -1;
  @query('data-table') private table?: DataTable<Finding> | null;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { tables, route } = this.store.state;
    return tableView<Finding>({
      title: words.title,
      label: words.title,
      columns: FINDING_COLUMNS,
      table: tables.findings,
      edge: findingEdge,
      cursor: this.cursor,
      find: route.find,
      order: route.order,
      facets: facetsOf(tables.findings.counts),
      none: html`<h2>${words.noneTitle}</h2><p>${words.none}</p>`,
      onVisible: visible => this.store.dispatch({ type: 'table-visible', name: 'findings', visible }),
      onFind: find => this.find(find),
      onOrder: order => adjust(this, { order }),
      onCursor: index => {
        this.cursor = index;
      },
      onOpen: index => this.open(index),
    });
  }

  run(command: Command): boolean {
    const total = this.store.state.tables.findings.total ?? 0;
    const move = tableMove(command, this.cursor, total, this.table?.pageRows ?? 1);
    if (move === undefined) return false;
    if (move.type === 'back') return this.find('');
    if (move.type === 'open') return this.open(move.index);
    this.cursor = move.index;
    this.table?.show(move.index);
    return true;
  }

  override focus(): void {
    this.table?.focus();
  }

  private find(find: string): boolean {
    if (find === this.store.state.route.find) return false;
    this.cursor = -1;
    adjust(this, { find });
    return true;
  }

  /** The ladder of the call, with the arrows that prove it. */
  private open(index: number): boolean {
    const finding = tableRow<Finding>(this.store.state.tables.findings, index);
    if (finding?.leg === undefined) return false;
    go(this, {
      page: 'call',
      capture: currentCapture(this.store.state),
      leg: finding.leg,
      message: finding.evidence[0],
      finding: finding.rule,
      panel: 'findings',
      isMerged: false,
    });
    return true;
  }
}

/** Severities first, then rules by how often they spoke. */
function facetsOf(counts: Readonly<Record<string, number>>): readonly Facet[] {
  const severities = SEVERITIES.map(severity => ({
    term: `severity:${severity}`,
    title: words.severities[severity],
    count: counts[`severity:${severity}`] ?? 0,
    edge: SEVERITY_INKS[severity],
  }));
  const rules = Object.entries(counts)
    .filter(([term]) => term.startsWith(RULE))
    .sort(([, a], [, b]) => b - a)
    .map(([term, count]) => ({ term, title: term.slice(RULE.length), count }));
  return [...severities, ...rules].filter(facet => facet.count > 0);
}
