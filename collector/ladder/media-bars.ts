// The media of a call as rows of its ladder: one bar for the two streams that answer each other, one for a stream alone.
//
//   ═══ RTP PCMU, 2 min 04 s, MOS 4.3, loss 0.2 % ═══      stands where its first packet came
//
// Takes stream reports, gives events for `ladder.ts`. What goes beyond the limit is left out and counted.

import type { LadderMediaQuality } from '../model/ladder.ts';
import type { StreamReport } from '../model/stream.ts';
import { millis } from '../model/time.ts';
import type { LadderInputEvent } from './ladder.ts';
import { durationWords } from './words.ts';

/** Bars of one ladder: a call has a handful, a conference some dozens. */
const MAX_BARS = 100;
/** Below the first everybody is satisfied or nearly, below the second many are not (ITU-T G.107 annex B). */
const GOOD_MOS = 4;
const POOR_MOS = 3.6;
const FAIR_LOSS_PERCENT = 1;
const POOR_LOSS_PERCENT = 3;

export interface MediaBars {
  readonly bars: readonly LadderInputEvent[];
  /** Bars that the limit left out. */
  readonly omitted: number;
}

export function mediaBars(streams: readonly StreamReport[]): MediaBars {
  const pairs = pairStreams(streams);
  return { bars: pairs.slice(0, MAX_BARS).map(makeBar), omitted: Math.max(0, pairs.length - MAX_BARS) };
}

/** Streams between the same two endpoints the other way round answer each other (symmetric RTP, RFC 4961), while both last. */
function pairStreams(streams: readonly StreamReport[]): StreamReport[][] {
  const open = new Map<string, StreamReport[][]>();
  const pairs: StreamReport[][] = [];
  for (const stream of [...streams].sort((a, b) => a.startTime - b.startTime)) {
    const waiting = open.get(`${stream.destination} ${stream.source}`) ?? [];
    const partner = waiting.find(pair => pair.length === 1 && pair[0].endTime >= stream.startTime);
    if (partner !== undefined) {
      partner.push(stream);
      continue;
    }
    const pair = [stream];
    pairs.push(pair);
    const key = `${stream.source} ${stream.destination}`;
    open.set(key, [...(open.get(key) ?? []), pair]);
  }
  return pairs;
}

function makeBar(pair: readonly StreamReport[]): LadderInputEvent {
  const [first] = pair;
  return {
    kind: 'media',
    time: first.startTime,
    text: barWords(pair),
    from: splitEndpoint(first.source),
    to: splitEndpoint(first.destination),
    media: {
      streams: pair.map(stream => stream.index),
      endTime: Math.max(...pair.map(stream => stream.endTime)),
      isBothWays: pair.length > 1,
      quality: worst(pair.map(qualityOf)),
    },
  };
}

/** Of two directions the worse MOS and the greater loss are told. */
function barWords(pair: readonly StreamReport[]): string {
  const [first] = pair;
  const codecs = [...new Set(pair.map(stream => stream.codec))].join('/');
  const length = Math.max(...pair.map(stream => stream.endTime)) - first.startTime;
  const mos = pair.flatMap(stream => stream.mos ?? []);
  const loss = Math.max(...pair.map(stream => stream.lostPercent));
  const hasLoss = pair.some(stream => stream.lost > 0);
  return [
    `${first.encrypted ? 'SRTP' : 'RTP'} ${codecs}`,
    durationWords(millis(length)),
    ...(mos.length === 0 ? [] : [`MOS ${Math.min(...mos).toFixed(1)}`]),
    `loss ${!hasLoss ? '0' : loss < 0.1 ? '< 0.1 %' : `${loss.toFixed(1)} %`}`,
  ].join(', ');
}

function qualityOf(stream: StreamReport): LadderMediaQuality {
  const { mos, lostPercent } = stream;
  if (mos !== undefined) return mos >= GOOD_MOS ? 'good' : mos >= POOR_MOS ? 'fair' : 'poor';
  if (lostPercent >= POOR_LOSS_PERCENT) return 'poor';
  return lostPercent >= FAIR_LOSS_PERCENT ? 'fair' : 'good';
}

function worst(qualities: readonly LadderMediaQuality[]): LadderMediaQuality {
  return qualities.includes('poor') ? 'poor' : qualities.includes('fair') ? 'fair' : 'good';
}

/** `10.0.0.7:4000`, `[2001:db8::7]:4000`. */
function splitEndpoint(endpoint: string): { readonly address: string; readonly port: number } {
  const colon = endpoint.lastIndexOf(':');
  return { address: endpoint.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(endpoint.slice(colon + 1)) };
}
