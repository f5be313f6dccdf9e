// The columns of the streams page, as data.

import { html } from 'lit';
import type { StreamReport } from '../../../server/wire/types.ts';
import { count, duration } from '../../base/format.ts';
import { shortLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import type { Column } from '../../widgets/columns.ts';
import { type Inked, inked } from '../../widgets/inked.ts';
import { atLeast, atMost, is } from '../terms.ts';
import { timeCells } from '../time-columns.ts';

const { columns: title, hints } = texts.streams;

/** Up from here users are satisfied, below the second many are not (ITU-T G.107 annex B, table B.1, as MOS). */
const GOOD_MOS = 4;
const POOR_MOS = 3.6;

export type Quality = 'good' | 'warn' | 'bad' | 'open';

/** How a stream sounds, by its MOS; by its loss where no MOS can be given. */
export function qualityOf(stream: Pick<StreamReport, 'mos' | 'lostPercent'>): Quality {
  if (stream.mos !== undefined) return stream.mos >= GOOD_MOS ? 'good' : stream.mos >= POOR_MOS ? 'warn' : 'bad';
  if (stream.lostPercent >= 3) return 'bad';
  return stream.lostPercent >= 1 ? 'warn' : 'open';
}

export function streamEdge(stream: StreamReport): string {
  return `var(--state-${qualityOf(stream)})`;
}

/** `0.2 %`, `< 0.1 %`, `0`. */
export function lossText(stream: Pick<StreamReport, 'lost' | 'lostPercent'>): string {
  if (stream.lost === 0) return '0';
  return stream.lostPercent < 0.1 ? '< 0.1 %' : `${stream.lostPercent.toFixed(1)} %`;
}

// Calls know the addresses of their signalling, so a stream's own addresses cannot be filtered by. Figures are those of the worst stream
// of a call, and what no call announced is of none.
export const STREAM_COLUMNS: readonly Column<StreamReport>[] = [
  {
    id: 'startTime',
    title: title.start,
    from: 560,
    ...timeCells(row => row.startTime),
  },
  {
    id: 'source',
    isUnsorted: true,
    title: title.source,
    width: 150,
    share: 3,
    align: 'start',
    isMono: true,
    from: 0,
    cell: row => row.source,
  },
  {
    id: 'destination',
    isUnsorted: true,
    title: title.destination,
    width: 150,
    share: 3,
    align: 'start',
    isMono: true,
    from: 420,
    cell: row => row.destination,
  },
  {
    id: 'codec',
    isUnsorted: true,
    title: title.codec,
    width: 84,
    share: 1,
    align: 'start',
    from: 700,
    cell: row =>
      row.encrypted
        ? html`${shortLine(row.codec, 30)} <small>${texts.streams.encrypted}</small>`
        : shortLine(row.codec, 30),
    full: row => `${shortLine(row.codec, 100)}${row.encrypted ? `, ${texts.streams.encrypted}` : ''}`,
    filter: row => (row.leg === undefined || row.codec === '' ? undefined : is('codec', row.codec)),
  },
  {
    id: 'duration',
    isUnsorted: true,
    title: title.duration,
    width: 78,
    share: 0,
    align: 'end',
    from: 760,
    cell: row => duration((row.endTime - row.startTime) / 1000),
  },
  {
    id: 'packets',
    title: title.packets,
    width: 78,
    share: 0,
    align: 'end',
    from: 900,
    cell: row => count(row.packets),
  },
  {
    id: 'loss',
    title: title.lost,
    hint: hints.lost,
    width: 70,
    share: 0,
    align: 'end',
    from: 0,
    cell: row => marked(lossText(row), row.lostPercent >= 3 ? 'bad' : row.lostPercent >= 1 ? 'warn' : 'open'),
    full: row => texts.streams.lostOf(row.lost, row.packets - row.duplicates + row.lost),
    filter: row => (row.leg === undefined ? undefined : atLeast('loss', row.lostPercent, 1)),
  },
  {
    id: 'jitter',
    title: title.jitter,
    hint: hints.jitter,
    width: 78,
    share: 0,
    align: 'end',
    from: 820,
    cell: row => duration(row.jitterMax),
    full: row => texts.streams.jitterOf(row.jitterMean, row.jitterMax),
    filter: row => (row.leg === undefined ? undefined : atLeast('jitter', row.jitterMax, 1, 'ms')),
  },
  {
    id: 'deltaMax',
    isUnsorted: true,
    title: title.delta,
    hint: hints.delta,
    width: 84,
    share: 0,
    align: 'end',
    from: 1000,
    cell: row => duration(row.deltaMax),
  },
  {
    id: 'mos',
    title: title.mos,
    hint: hints.mos,
    width: 56,
    share: 0,
    align: 'end',
    from: 0,
    cell: row => (row.mos === undefined ? marked('–', 'none') : marked(row.mos.toFixed(2), qualityOf(row))),
    filter: row => (row.leg === undefined || row.mos === undefined ? undefined : atMost('mos', row.mos, 2)),
  },
  {
    id: 'dtmf',
    isUnsorted: true,
    title: title.dtmf,
    width: 70,
    share: 1,
    align: 'start',
    isMono: true,
    from: 1180,
    cell: row => shortLine(row.dtmf, 40),
  },
];

function marked(text: string, quality: Quality | 'none'): Inked {
  const ink = quality === 'open' ? '' : quality === 'none' ? 'zero' : `ink-${quality}`;
  return inked(text, ink);
}
