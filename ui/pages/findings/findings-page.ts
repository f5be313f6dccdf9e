// All findings of a capture: what went wrong, by rule, each a step from its proof. Reads the store; gives navigate.

import { LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Finding, Severity } from '../../../server/wire/types.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import type { Store } from '../../state/store.ts';
import { tableRow } from '../../state/tables.ts';
import { currentCapture } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import type { DataTable } from '../../widgets/data-table.ts';
import { go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { noneView } from '../table/none-view.ts';
import { TableController } from '../table/table-controller.ts';
import { tableViewStyles } from '../table/table-view.styles.ts';
import { type Facet, tableView } from '../table/table-view.ts';
import { columnsInTime } from '../time-columns.ts';
import { FINDING_COLUMNS, findingEdge, narrowFindings, SEVERITY_INKS } from './columns.ts';
import '../../widgets/data-table.ts';

const words = texts.findings;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];
const RULE = 'rule:';

@customElement('findings-page')
export class FindingsPage extends LitElement implements Page {
  static override styles = [shared, tableViewStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @query('data-table') private table?: DataTable<Finding> | null;

  private readonly rows = new TableController(
    this,
    'findings',
    () => this.table,
    index => this.open(index),
  );

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { tables } = this.store.state;
    return tableView<Finding>({
      title: words.title,
      label: words.title,
      columns: columnsInTime(this.store.state, FINDING_COLUMNS),
      ...this.rows.input,
      edge: findingEdge,
      narrow: narrowFindings,
      facets: facetsOf(tables.findings.counts),
      none: noneView(this.store.state, this, words),
    });
  }

  run(command: Command): boolean {
    return this.rows.run(command);
  }

  override focus(): void {
    this.table?.focus();
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
