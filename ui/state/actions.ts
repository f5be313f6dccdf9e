// Everything that can happen to the page. The reducer is the only reader.

import type { AliasList } from '../../server/wire/alias-schema.ts';
import type { CaptureInfo, InterfaceList, ServerMessage } from '../../server/wire/protocol.ts';
import type {
  CaptureHealth,
  FrameDetail,
  HostMap,
  KpiReport,
  MessageDetail,
  Millis,
  RegistrationDetail,
  StreamDetail,
} from '../../server/wire/types.ts';
import type { TimeMode } from '../base/format.ts';
import type { ZoneName } from '../base/time-zone.ts';
import type { RowRange } from '../base/visible-range.ts';
import type {
  ColourMode,
  Connection,
  ListKey,
  PartName,
  PartValue,
  Problem,
  RowWindow,
  ShownCall,
  Theme,
  UploadState,
} from './app-state.ts';
import type { FilteringChange } from './filtering.ts';
import type { HostsKey } from './hosts.ts';
import type { KpiKey } from './overview.ts';
import type { PreviewPlace } from './preview.ts';
import type { Counter } from './rates.ts';
import type { Route } from './route.ts';
import type { Selection } from './selection.ts';
import type { TableAnswer, TableKey, TableName } from './tables.ts';

export type Action =
  | { readonly type: 'route'; readonly route: Route }
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'received'; readonly message: ServerMessage }
  | { readonly type: 'captures'; readonly captures: readonly CaptureInfo[] }
  | { readonly type: 'captures-refused'; readonly problem: Problem }
  | { readonly type: 'capture-added'; readonly capture: CaptureInfo }
  /** A question about the list went out. */
  | { readonly type: 'list-asked'; readonly key: ListKey; readonly window: RowWindow; readonly seq: number }
  | { readonly type: 'visible-rows'; readonly visible: RowRange; readonly isAtEnd: boolean }
  | { readonly type: 'select'; readonly selection: Selection }
  /** In a list of calls: the legs of the call of that first leg are shown, or not. */
  | { readonly type: 'unfold'; readonly leg: number; readonly isUnfolded: boolean }
  | { readonly type: 'colours'; readonly mode: ColourMode }
  | { readonly type: 'preview-place'; readonly place: PreviewPlace }
  | { readonly type: 'preview-asked'; readonly id: string }
  | {
      readonly type: 'preview';
      readonly id: string;
      readonly call: ShownCall;
      readonly message: MessageDetail | undefined;
    }
  | { readonly type: 'preview-refused'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'follow'; readonly isFollowing: boolean }
  | { readonly type: 'pause'; readonly isPaused: boolean }
  | { readonly type: 'call-asked'; readonly id: string }
  | { readonly type: 'call'; readonly id: string; readonly value: ShownCall }
  | { readonly type: 'call-refused'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'message-asked'; readonly id: string }
  | { readonly type: 'message'; readonly id: string; readonly value: MessageDetail }
  | { readonly type: 'message-refused'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'health-asked'; readonly id: string }
  | { readonly type: 'health'; readonly id: string; readonly value: CaptureHealth }
  | { readonly type: 'health-refused'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'table-asked'; readonly name: TableName; readonly key: TableKey; readonly block: number }
  | {
      readonly type: 'table';
      readonly name: TableName;
      readonly key: TableKey;
      readonly block: number;
      readonly answer: TableAnswer<unknown>;
    }
  | {
      readonly type: 'table-refused';
      readonly name: TableName;
      readonly key: TableKey;
      readonly block: number;
      readonly problem: Problem;
    }
  | { readonly type: 'table-stale'; readonly name: TableName }
  | { readonly type: 'table-visible'; readonly name: TableName; readonly visible: RowRange }
  | { readonly type: 'stream-asked'; readonly id: string }
  | { readonly type: 'stream'; readonly id: string; readonly value: StreamDetail }
  | { readonly type: 'stream-refused'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'registration-asked'; readonly id: string }
  | { readonly type: 'registration'; readonly id: string; readonly value: RegistrationDetail }
  | { readonly type: 'registration-refused'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'part-asked'; readonly name: PartName; readonly id: string }
  | { readonly type: 'part'; readonly name: PartName; readonly id: string; readonly value: PartValue }
  | { readonly type: 'part-refused'; readonly name: PartName; readonly id: string; readonly problem: Problem }
  | { readonly type: 'hosts-asked'; readonly key: HostsKey }
  | { readonly type: 'hosts'; readonly key: HostsKey; readonly map: HostMap }
  | { readonly type: 'hosts-refused'; readonly key: HostsKey; readonly problem: Problem }
  | { readonly type: 'kpi-asked'; readonly key: KpiKey }
  | { readonly type: 'kpi'; readonly key: KpiKey; readonly report: KpiReport }
  | { readonly type: 'kpi-refused'; readonly key: KpiKey; readonly problem: Problem }
  | { readonly type: 'interfaces-asked' }
  | { readonly type: 'interfaces'; readonly value: InterfaceList }
  | { readonly type: 'interfaces-refused'; readonly problem: Problem }
  | { readonly type: 'aliases'; readonly value: AliasList }
  | { readonly type: 'frame-asked'; readonly id: string }
  | { readonly type: 'frame'; readonly id: string; readonly value: FrameDetail }
  | { readonly type: 'frame-refused'; readonly id: string; readonly problem: Problem }
  | { readonly type: 'filtering'; readonly change: FilteringChange }
  | { readonly type: 'errand'; readonly name: string }
  | { readonly type: 'errand-done'; readonly name: string }
  | { readonly type: 'errand-refused'; readonly name: string; readonly problem: Problem }
  /** Counters of a capture as they stood at `at`, by the page's own clock. */
  | { readonly type: 'counted'; readonly capture: string; readonly at: Millis; readonly counters: readonly Counter[] }
  | { readonly type: 'upload'; readonly upload: UploadState | undefined }
  | { readonly type: 'time-mode'; readonly mode: TimeMode }
  | { readonly type: 'theme'; readonly theme: Theme }
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'zone'; readonly zone: ZoneName }
  | { readonly type: 'problem-dismissed' };
