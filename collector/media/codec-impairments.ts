// What codecs do to speech (ITU-T G.113, 11/2007, Appendix I): equipment impairment Ie (table I.1) and robustness against packet loss
// Bpl (table I.4, subjective tests). A codec that is not here has no published values on the scale of G.107, so there is no MOS for
// it: iLBC, Speex and the AMR modes but two were never given any; those of wideband codecs (G.722, AMR-WB, Opus) are of another scale.

import type { PayloadFormat } from './payload-formats.ts';

export interface Impairment {
  /** The codec as the values are meant for it. */
  readonly name: string;
  readonly ie: number;
  readonly bpl: number;
}

/** Default of G.107 table 2, for codecs whose Bpl nobody published. */
const DEFAULT_BPL = 4.3;

/** Endpoints conceal lost packets (G.711 Appendix I); without it Bpl of G.711 is 4.3, and 1 % of loss costs three times as much. */
const G711 = { name: 'G.711 with concealment', ie: 0, bpl: 25.1 };

const BY_NAME: ReadonlyMap<string, Impairment> = new Map([
  ['PCMU', G711],
  ['PCMA', G711],
  // Annex A with silence suppression, which is what phones use.
  ['G729', { name: 'G.729A', ie: 11, bpl: 19 }],
  // 6.3 kbit/s: SDP does not tell the rate.
  ['G723', { name: 'G.723.1 6.3 kbit/s', ie: 15, bpl: 16.1 }],
  ['G728', { name: 'G.728', ie: 7, bpl: DEFAULT_BPL }],
  ['G721', { name: 'G.726 32 kbit/s', ie: 7, bpl: DEFAULT_BPL }],
  ['G726-40', { name: 'G.726 40 kbit/s', ie: 2, bpl: DEFAULT_BPL }],
  ['G726-32', { name: 'G.726 32 kbit/s', ie: 7, bpl: DEFAULT_BPL }],
  ['AAL2-G726-32', { name: 'G.726 32 kbit/s', ie: 7, bpl: DEFAULT_BPL }],
  ['G726-24', { name: 'G.726 24 kbit/s', ie: 25, bpl: DEFAULT_BPL }],
  ['G726-16', { name: 'G.726 16 kbit/s', ie: 50, bpl: DEFAULT_BPL }],
  ['GSM', { name: 'GSM full rate', ie: 20, bpl: DEFAULT_BPL }],
  ['GSM-HR-08', { name: 'GSM half rate', ie: 23, bpl: DEFAULT_BPL }],
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
