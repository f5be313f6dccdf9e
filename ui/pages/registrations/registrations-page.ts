// The registrations of a capture, one row a binding, and the history of one beside the table. Reads the store; gives navigate.

import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { RegistrationState, RegistrationSummary } from '../../../server/wire/types.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import { partOf } from '../../state/parts.ts';
import type { Store } from '../../state/store.ts';
import { tableRow } from '../../state/tables.ts';
import { currentCapture } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import type { DataTable } from '../../widgets/data-table.ts';
import { adjust, go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { noneView } from '../table/none-view.ts';
import { TableController } from '../table/table-controller.ts';
import { tableViewStyles } from '../table/table-view.styles.ts';
import { type Facet, tableView } from '../table/table-view.ts';
import { columnsInTime } from '../time-columns.ts';
import { narrowRegistrations, REGISTRATION_COLUMNS, REGISTRATION_MEANING, registrationEdge } from './columns.ts';
import type { MessageOpen } from './message-open.ts';
import './registration-panel.ts';
import '../../widgets/data-table.ts';
import '../../widgets/split-panel.ts';

const words = texts.registrations;

@customElement('registrations-page')
export class RegistrationsPage extends LitElement implements Page {
  static override styles = [shared, tableViewStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @query('data-table') private table?: DataTable<RegistrationSummary> | null;

  private readonly rows = new TableController(
    this,
    'registrations',
    () => this.table,
    index => this.open(index),
  );

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { tables, route, registration } = this.store.state;
    const capture = currentCapture(this.store.state);
    const asked = registration?.id === `${capture}:${route.item}` ? registration : undefined;
    const isClosed = route.item === undefined;
    return html`<split-panel name="registrations" ?closed=${isClosed} .label=${words.split}>
      <div class="pane" slot="start">${tableView<RegistrationSummary>({
        title: words.title,
        label: words.title,
        columns: columnsInTime(this.store.state, REGISTRATION_COLUMNS),
        ...this.rows.input,
        edge: registrationEdge,
        narrow: narrowRegistrations,
        findHint: words.find,
        facets: facetsOf(tables.registrations.counts),
        none: noneView(this.store.state, this, words),
      })}</div>
      ${
        isClosed
          ? ''
          : html`<registration-panel slot="end" .asked=${asked} .timeline=${partOf(this.store.state, 'timeline')} @panel-close=${() => adjust(this, { item: undefined })}
              @message-open=${(event: CustomEvent<MessageOpen>) => go(this, { page: 'call', capture, ...event.detail, finding: undefined, panel: undefined, isMerged: false })}></registration-panel>`
      }
    </split-panel>`;
  }

  run(command: Command): boolean {
    return this.rows.run(command);
  }

  override focus(): void {
    this.table?.focus();
  }

  private open(index: number): boolean {
    const row = tableRow<RegistrationSummary>(this.store.state.tables.registrations, index);
    if (row === undefined) return false;
    adjust(this, { item: row.index });
    return true;
  }
}

/** States in the order in which they need somebody. */
function facetsOf(counts: Readonly<Record<string, number>>): readonly Facet[] {
  const states: readonly RegistrationState[] = [
    'rejected',
    'timeout',
    'expired',
    'challenged',
    'pending',
    'active',
    'removed',
  ];
  return states
    .filter(state => (counts[state] ?? 0) > 0)
    .map(state => ({
      term: `state:${state}`,
      title: words.states[state],
      count: counts[state] ?? 0,
      edge: `ink-${REGISTRATION_MEANING[state]}`,
    }));
}
