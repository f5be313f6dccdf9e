// Names the capture points that a file holds: the file itself, or its interfaces (model/points.ts).
// Runs once a file or interface, never once a frame. Names come from the file, so they are cut and made safe to show.

import { basename, dirname, join } from 'node:path';
import { printable } from '../bytes/printable.ts';
import type { CapturePoints } from '../model/points.ts';

/** if_name of a HEP listener of our recorder: `hep udp:0.0.0.0:9060`. */
const HEP_PREFIX = 'hep ';
const MAX_NAME_CHARS = 255;

/** The points of one file, as its format reader asks for them. */
export class FilePoints {
  private readonly points: CapturePoints;
  private readonly name: string;

  /** `name` is what the file is called: its base name, or that of the series it belongs to. */
  constructor(points: CapturePoints, name: string) {
    this.points = points;
    this.name = safeName(name);
  }

  ofFile(): number {
    return this.points.idOf(this.name, 'file');
  }

  /** One interface of several; without a name it is called by its number. Interfaces of the same name are one point. */
  ofInterface(name: string, number: number): number {
    return this.points.idOf(`${this.name}:${name === '' ? number : safeName(name)}`, 'file');
  }

  /** An input of our recorder: what it is called counts, not the segment. */
  ofInput(name: string, number: number): number {
    if (name === '') return this.ofInterface(name, number);
    return this.points.idOf(safeName(name), name.startsWith(HEP_PREFIX) ? 'hep' : 'interface');
  }
}

function safeName(name: string): string {
  return printable(name.slice(0, MAX_NAME_CHARS));
}

// dumpcap -b: NAME_00001_20260102030405.pcapng
const DUMPCAP_RING = /_\d{5,}_\d{14}(?=\.|$)/;
// tcpdump -C: NAME.pcap, NAME.pcap1, NAME.pcap2 …
const TCPDUMP_COUNT = /(?<=\.(?:pcapng|pcap|cap|dmp|dump))\d+(?=$|\.gz$)/i;
// tcpdump -G with strftime: a date, mostly with a time, in whatever spelling.
const DATE = /[-_.]?(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d(?:[-_.T ]?\d\d[-_.:]?\d\d(?:[-_.:]?\d\d)?)?Z?(?!\d)/;

/** The name that the files of a ring or a rotation share; the base name when it does not look like one of several. */
export function seriesName(path: string): string {
  const name = basename(path);
  for (const pattern of [DUMPCAP_RING, DATE, TCPDUMP_COUNT]) {
    const rest = name.replace(pattern, '');
    // A name that is nothing but a date says nothing.
    if (rest !== name && !rest.startsWith('.') && rest !== '') return rest.replace(TCPDUMP_COUNT, '');
  }
  return name;
}

/**
 * What to call each of these files: its base name; files of one rotation in one folder share a name, for they were captured in
 * one place; files of the same name in different folders are called by their paths.
 */
export function pointNames(paths: readonly string[]): string[] {
  const series = paths.map(path => join(dirname(path), seriesName(path)));
  const members = countEach(series);
  const places = paths.map((path, at) => ((members.get(series[at]) ?? 0) > 1 ? series[at] : path));
  const folders = countEach([...new Set(places)].map(place => basename(place)));
  return places.map(place => ((folders.get(basename(place)) ?? 0) > 1 ? place : basename(place)));
}

function countEach(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
