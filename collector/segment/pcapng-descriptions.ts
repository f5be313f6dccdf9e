// What the describing blocks of a pcapng file say: interfaces of the section, names of addresses, decryption secrets.
// Everything is bounded, and what a bound sheds is counted. Runs once a block, never once a frame.
//
//   Section    magic 4 | version 4 | section length 8 | options …
//   Interface  link type 2 | reserved 2 | snap length 4 | options …
//   Secrets    type 4 | length 4 | bytes …

import { be16, be32, le16, le32 } from '../bytes/read.ts';
import { PcapngClock } from './pcapng-clock.ts';
import { readInterfaceOptions, readNames, readSectionOptions } from './pcapng-options.ts';
import type { Secret } from './reader.ts';

const SECTION_OPTIONS = 24;
/** How shb_userappl of a section begins that our recorder wrote. */
export const RECORDER_APPLICATION = 'sipscope recorder';
/** How the comment of such a section begins; what follows tells one run of a recorder from the next. */
export const RUN_COMMENT = 'run ';
/** In the if_description of an input whose times were not taken by the kernel. */
const APPROXIMATE_TIMES = 'times: approximate';

const LINK_TYPE = 8;
const SNAP_LENGTH = 12;
const INTERFACE_OPTIONS = 16;

const NAMES = 8;

const SECRETS_TYPE = 8;
const SECRETS_LENGTH = 12;
const SECRETS = 16;

const MAX_INTERFACES = 65_536;
const MAX_NAMES = 65_536;
const MAX_SECRET_BYTES = 16 * 1024 * 1024;
/** Link type of an interface whose description is cut short: one that nobody decodes. */
const UNKNOWN_LINK_TYPE = 0xffff;

export interface PcapngInterface {
  readonly linkType: number;
  /** 0: no limit. */
  readonly snapLength: number;
  readonly clock: PcapngClock;
  /** if_name; empty when there is none. */
  readonly name: string;
  readonly hasApproximateTimes: boolean;
  /** Id of its capture point; below 0 until its first packet, for only then it is known how many interfaces there are. */
  point: number;
}

/** The `add…` functions take a whole block: it starts at `at` in `bytes`, and its second length starts at `end`. */
export class PcapngDescriptions {
  /** Of this section, by their number. */
  interfaces: PcapngInterface[] = [];
  /** Of all sections. */
  readonly linkTypes = new Set<number>();
  readonly names = new Map<string, string>();
  readonly secrets: Secret[] = [];

  private secretBytes = 0;
  private refusedOffsets = 0;
  private shedInterfaces = 0;
  private shedNames = 0;
  private shedSecrets = 0;
  private lyingSecrets = 0;

  /** The section at hand was written by our recorder: interfaces are its inputs, statistics tell the time. */
  isRecorded = false;
  /** Which run of our recorder wrote it; empty when nobody says. */
  run = '';

  /** Interfaces are numbered anew in each section; names and secrets hold for the file. */
  startSection(bytes: Buffer, at: number, end: number, bigEndian: boolean): void {
    const { application, comment } = readSectionOptions(bytes, at + SECTION_OPTIONS, end, bigEndian);
    this.isRecorded = application.startsWith(RECORDER_APPLICATION);
    this.run = this.isRecorded && comment.startsWith(RUN_COMMENT) ? comment.slice(RUN_COMMENT.length) : '';
    this.interfaces = [];
  }

  /** The interface as it was added; undefined when there was no room for it. */
  addInterface(bytes: Buffer, at: number, end: number, bigEndian: boolean): PcapngInterface | undefined {
    if (this.interfaces.length >= MAX_INTERFACES) {
      this.shedInterfaces++;
      return undefined;
    }
    // A description cut short still takes its number, so that the packets behind it find theirs.
    const whole = end - at >= INTERFACE_OPTIONS;
    const linkType = whole ? (bigEndian ? be16 : le16)(bytes, at + LINK_TYPE) : UNKNOWN_LINK_TYPE;
    const snapLength = whole ? (bigEndian ? be32 : le32)(bytes, at + SNAP_LENGTH) : 0;
    const options = readInterfaceOptions(bytes, at + INTERFACE_OPTIONS, end, bigEndian);
    const clock = new PcapngClock(options.resolution, options.offset);
    if (clock.offsetRefused) this.refusedOffsets++;
    const hasApproximateTimes = options.description.includes(APPROXIMATE_TIMES);
    const added = { linkType, snapLength, clock, name: options.name, hasApproximateTimes, point: -1 };
    this.interfaces.push(added);
    this.linkTypes.add(linkType);
    return added;
  }

  addNames(bytes: Buffer, at: number, end: number, bigEndian: boolean): void {
    readNames(bytes, at + NAMES, end, bigEndian, (address, name) => {
      if (this.names.size < MAX_NAMES || this.names.has(address)) this.names.set(address, name);
      else this.shedNames++;
    });
  }

  addSecret(bytes: Buffer, at: number, end: number, bigEndian: boolean): void {
    const u32 = bigEndian ? be32 : le32;
    const start = at + SECRETS;
    const length = start <= end ? u32(bytes, at + SECRETS_LENGTH) : 0;
    if (start + length > end) {
      this.lyingSecrets++;
    } else if (this.secretBytes + length > MAX_SECRET_BYTES) {
      this.shedSecrets++;
    } else {
      this.secretBytes += length;
      this.secrets.push({
        type: u32(bytes, at + SECRETS_TYPE),
        bytes: Buffer.from(bytes.subarray(start, start + length)),
      });
    }
  }

  /** What was odd or shed, in words. */
  notes(): string[] {
    return [
      ...note(this.refusedOffsets, 'interfaces state a time offset of more than 285 years, which was not applied'),
      ...note(this.shedInterfaces, `interfaces beyond the ${MAX_INTERFACES} of a section were left out`),
      ...note(this.shedNames, `address names beyond the first ${MAX_NAMES} were left out`),
      ...note(this.lyingSecrets, 'blocks of decryption secrets claim more bytes than they hold, and were left out'),
      ...note(this.shedSecrets, `blocks of decryption secrets beyond ${MAX_SECRET_BYTES} bytes were left out`),
    ];
  }
}

/** `3 blocks …`, or nothing when there are none. */
export function note(count: number, what: string): string[] {
  return count > 0 ? [`${count} ${what}`] : [];
}
