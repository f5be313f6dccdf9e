// What codecs do to speech (ITU-T G.113, 11/2007, Appendix I): equipment impairment Ie (table I.1), and robustness against packet loss
// Bpl where it was measured (table I.4). The recommendation was not at hand when this was checked: a value stands here when public
// implementations that name G.113 as their source have it, and the comment beside it says how many do. A codec that is not here has
// no MOS: iLBC, Speex and the AMR modes but two were never given values, those of wideband codecs (G.722, AMR-WB, Opus) are of another
// scale, and those of GSM half rate and G.728 could not be confirmed.

import type { PayloadFormat } from './payload-formats.ts';

export interface Impairment {
  /** The codec as the values are meant for it. */
  readonly name: string;
  readonly ie: number;
  readonly bpl: number;
}

/** For codecs whose Bpl nobody published: that of G.711 without concealment, the least of table I.4. Loss is never made little of. */
const DEFAULT_BPL = 4.3;

/** Endpoints conceal lost packets (G.711 Appendix I); without it Bpl is 4.3, and 1 % of loss costs three times as much. Five sources. */
const G711 = { name: 'G.711 with concealment', ie: 0, bpl: 25.1 };

const BY_NAME: ReadonlyMap<string, Impairment> = new Map([
  ['PCMU', G711],
  ['PCMA', G711],
  // Annex A with silence suppression, which is what phones use. Five sources.
  ['G729', { name: 'G.729A', ie: 11, bpl: 19 }],
  // 6.3 kbit/s: SDP does not tell the rate. Two sources.
  ['G723', { name: 'G.723.1 6.3 kbit/s', ie: 15, bpl: 16.1 }],
  // ADPCM: two sources for 32 kbit/s, one for the others.
  ['G721', { name: 'G.726 32 kbit/s', ie: 7, bpl: DEFAULT_BPL }],
  ['G726-40', { name: 'G.726 40 kbit/s', ie: 2, bpl: DEFAULT_BPL }],
  ['G726-32', { name: 'G.726 32 kbit/s', ie: 7, bpl: DEFAULT_BPL }],
  ['AAL2-G726-32', { name: 'G.726 32 kbit/s', ie: 7, bpl: DEFAULT_BPL }],
  ['G726-24', { name: 'G.726 24 kbit/s', ie: 25, bpl: DEFAULT_BPL }],
  ['G726-16', { name: 'G.726 16 kbit/s', ie: 50, bpl: DEFAULT_BPL }],
  // One source, whose Bpl of 10 is that of the enhanced full rate.
  ['GSM', { name: 'GSM full rate', ie: 20, bpl: DEFAULT_BPL }],
  // One source, which calls them provisional values of G.113; so it does for the two AMR modes below.
  ['GSM-EFR', { name: 'GSM enhanced full rate', ie: 5, bpl: 10 }],
]);

/** Modes of AMR that are codecs of their own in the table: 12.2 kbit/s is GSM EFR, 7.4 kbit/s is IS-641. */
const BY_AMR_MODE: ReadonlyMap<number, Impairment> = new Map([
  [7, { name: 'AMR 12.2 kbit/s', ie: 5, bpl: 10 }],
  [4, { name: 'AMR 7.4 kbit/s', ie: 10, bpl: DEFAULT_BPL }],
]);
const HIGHEST_AMR_MODE = 7;

/** Undefined when no values are published. */
export function impairmentOf({ name, parameters }: Pick<PayloadFormat, 'name' | 'parameters'>): Impairment | undefined {
  const upper = name.toUpperCase();
  return upper === 'AMR' ? BY_AMR_MODE.get(highestMode(parameters)) : BY_NAME.get(upper);
}

/** mode-set=0,2,4,7 (RFC 4867 §8.1): the sender uses the highest one it may, as long as nobody asks for less. */
function highestMode(parameters: string): number {
  const modes = /(?:^|[;\s])mode-set=([\d,]{1,32})/i.exec(parameters)?.[1];
  return modes === undefined ? HIGHEST_AMR_MODE : Math.max(...modes.split(',').map(Number));
}
