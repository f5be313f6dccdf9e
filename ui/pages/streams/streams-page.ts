// The RTP streams of a capture, worst first when asked, and one of them beside the table. Reads the store; gives navigate.

import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { StreamReport } from '../../../server/wire/types.ts';
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
import { tableView } from '../table/table-view.ts';
import { columnsInTime } from '../time-columns.ts';
import { STREAM_COLUMNS, streamEdge } from './columns.ts';
import './stream-panel.ts';
import '../../widgets/data-table.ts';
import '../../widgets/split-panel.ts';

const words = texts.streams;

@customElement('streams-page')
export class StreamsPage extends LitElement implements Page {
  static override styles = [shared, tableViewStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @query('data-table') private table?: DataTable<StreamReport> | null;

  private readonly rows = new TableController(
    this,
    'streams',
    () => this.table,
    index => this.open(index),
  );

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { route, stream } = this.store.state;
    const capture = currentCapture(this.store.state);
    const asked = stream?.id === `${capture}:${route.item}` ? stream : undefined;
    const isClosed = route.item === undefined;
    return html`<split-panel name="streams" ?closed=${isClosed} .label=${words.split}>
      <div class="pane" slot="start">${tableView<StreamReport>({
        title: words.title,
        label: words.title,
        columns: columnsInTime(this.store.state, STREAM_COLUMNS),
        ...this.rows.input,
        edge: streamEdge,
        facets: [{ term: 'orphans:true', title: words.orphans }],
        none: noneView(this.store.state, this, words, false),
      })}</div>
      ${
        isClosed
          ? ''
          : html`<stream-panel slot="end" .asked=${asked} .sound=${partOf(this.store.state, 'sound')} .reverse=${partOf(this.store.state, 'reverse')} @panel-close=${() => adjust(this, { item: undefined })}
              @call-open=${(event: CustomEvent<number>) => go(this, { page: 'call', capture, leg: event.detail, message: undefined, panel: 'media', finding: undefined, isMerged: false })}></stream-panel>`
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
    const stream = tableRow<StreamReport>(this.store.state.tables.streams, index);
    if (stream === undefined) return false;
    adjust(this, { item: stream.index });
    return true;
  }
}
