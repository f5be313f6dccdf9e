// One row of a ladder, whatever it is. A view function.

import type { TemplateResult } from 'lit';
import { eventRow, gapRow, seamRow } from './event-row.ts';
import { messageRow } from './message-row.ts';
import type { RowFrame } from './row-frame.ts';
import type { ShownRow } from './shown.ts';

export function rowView(frame: RowFrame, row: ShownRow, at: number): TemplateResult {
  switch (row.type) {
    case 'message':
      return messageRow(frame, row, at);
    case 'event':
      return eventRow(frame, row, at);
    case 'gap':
      return gapRow(frame, row, at);
    case 'seam':
      return seamRow(frame, row, at);
  }
}
