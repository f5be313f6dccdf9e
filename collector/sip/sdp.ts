// Session descriptions (RFC 8866) for people, and the codec names for a ladder label.
// Takes text from the network, never throws. Only the lines whose grammar we show reach sdp-transform, each of bounded
// length, so that no attribute can be made to cost its patterns much.

import { parse } from 'sdp-transform';
import type { SdpMediaReport, SdpReport } from '../model/report.ts';
import { excerpt, isDigits } from './lexical.ts';
import { readMediaType } from './media-type.ts';
import { isMultipart, readMultipart } from './multipart.ts';
import { staticPayloadType } from './payload-types.ts';

const MAX_LINES = 4096;
const MAX_LINE = 4096;
const MAX_MEDIA = 256;
const MAX_FORMATS = 128;
const MAX_PROBLEMS = 100;
const SHOWN_LINE = /^(?:[vosctm]=|a=(?:rtpmap:|sendrecv|recvonly|sendonly|inactive))/;

/** Reads one session description, tolerantly; what breaks RFC 8866 is in `problems`. */
export function readSdp(text: string): SdpReport {
  const problems: string[] = [];
  const lines = readLines(text, problems);
  const session = parse(lines.filter(line => SHOWN_LINE.test(line)).join('\r\n'));
  const [head, ...sections] = splitSections(lines, problems);
  const origin = lineValue(head, 'o');
  problems.push(...sessionProblems(head, session.origin === undefined));
  const media = sections.map((section, index): SdpMediaReport => {
    const parsed = session.media[index];
    const line = readMediaLine(section[0]);
    const rtpmap = rtpmapOf(section);
    const address = parsed?.connection?.ip ?? session.connection?.ip ?? '';
    problems.push(...mediaProblems(line, rtpmap, address));
    return {
      media: line.media,
      port: line.port ?? 0,
      protocol: line.protocol,
      direction: parsed?.direction ?? session.direction ?? 'sendrecv',
      address,
      codecs: line.formats.map(format => codecOf(line, format, rtpmap)),
      attributes: section.filter(entry => entry.startsWith('a=')).map(entry => entry.slice(2)),
    };
  });
  return {
    origin,
    sessionName: lineValue(head, 's'),
    connection: lineValue(head, 'c'),
    media,
    problems:
      problems.length <= MAX_PROBLEMS
        ? problems
        : [...problems.slice(0, MAX_PROBLEMS), `and ${problems.length - MAX_PROBLEMS} more`],
  };
}

function readLines(text: string, problems: string[]): string[] {
  const all = text.split(/\r\n|\r|\n/, MAX_LINES + 1).filter(line => line !== '');
  if (all.length > MAX_LINES) problems.push(`more than ${MAX_LINES} lines; the rest is not shown`);
  const lines: string[] = [];
  for (const line of all.slice(0, MAX_LINES)) {
    if (line.length > MAX_LINE) problems.push(`a line of ${line.length} characters is left out`);
    else if (!/^[a-z]=/.test(line))
      problems.push(`the line "${excerpt(line)}" is not of the form x=value (RFC 8866 §5)`);
    else lines.push(line);
  }
  return lines;
}

/** The session's lines first, then one section for every m= line, which stands first in it. */
function splitSections(lines: readonly string[], problems: string[]): string[][] {
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith('m=')) sections.push([]);
    sections[sections.length - 1].push(line);
  }
  if (sections.length - 1 > MAX_MEDIA) problems.push(`${sections.length - 1} media lines; only ${MAX_MEDIA} are shown`);
  return sections.slice(0, MAX_MEDIA + 1);
}

function lineValue(lines: readonly string[], type: string): string {
  return lines.find(line => line.startsWith(`${type}=`))?.slice(2) ?? '';
}

/** v=, o=, s= and t= are required (RFC 8866 §5). */
function sessionProblems(head: readonly string[], originUnreadable: boolean): string[] {
  const problems = ['v', 'o', 's', 't']
    .filter(type => !head.some(line => line.startsWith(`${type}=`)))
    .map(type => `no ${type}= line (RFC 8866 §5)`);
  const version = head.find(line => line.startsWith('v='));
  if (version !== undefined && version !== 'v=0')
    problems.push(`the version is "${excerpt(version.slice(2))}", not 0 (RFC 8866 §5.1)`);
  if (originUnreadable && lineValue(head, 'o') !== '')
    problems.push(`the origin "${excerpt(lineValue(head, 'o'))}" cannot be read (RFC 8866 §5.2)`);
  if (head.includes('s=')) problems.push('the session name is empty (RFC 8866 §5.3)');
  return problems;
}

interface MediaLine {
  readonly media: string;
  /** Undefined when it is no port number. */
  readonly port: number | undefined;
  readonly protocol: string;
  readonly formats: readonly string[];
}

/** m=<media> <port>["/" <number of ports>] <proto> <fmt> …  (RFC 8866 §5.14) */
function readMediaLine(line: string): MediaLine {
  const [media = '', ports = '', protocol = '', ...formats] = line
    .slice(2)
    .split(' ', MAX_FORMATS)
    .filter(word => word !== '');
  const port = ports.split('/', 1)[0];
  return { media, port: isDigits(port) && Number(port) <= 65_535 ? Number(port) : undefined, protocol, formats };
}

function mediaProblems(line: MediaLine, rtpmap: ReadonlyMap<string, string>, address: string): string[] {
  const name = `m=${excerpt(line.media)}`;
  const problems: string[] = [];
  if (line.port === undefined) problems.push(`${name}: no port number (RFC 8866 §5.14)`);
  if (line.protocol === '' || line.formats.length === 0)
    problems.push(`${name}: protocol or formats are missing (RFC 8866 §5.14)`);
  if (address === '' && line.port !== 0) problems.push(`${name}: no connection address (RFC 8866 §5.7)`);
  if (!isRtp(line)) return problems;
  for (const format of line.formats) {
    const name = rtpmap.get(format);
    if (name === undefined && staticPayloadType(Number(format)) === undefined)
      problems.push(`payload type ${excerpt(format)} has no a=rtpmap (RFC 8866 §6.6)`);
    if (name !== undefined && !name.includes('/'))
      problems.push(`a=rtpmap:${excerpt(format)} ${excerpt(name)} has no clock rate (RFC 8866 §6.6)`);
  }
  return problems;
}

function isRtp(line: MediaLine): boolean {
  return line.protocol.toUpperCase().includes('RTP/');
}

/** a=rtpmap:<payload type> <encoding name>/<clock rate>[/<parameters>]: the text behind the payload type, by payload type. */
function rtpmapOf(section: readonly string[]): Map<string, string> {
  const rtpmap = new Map<string, string>();
  for (const line of section) {
    if (!line.startsWith('a=rtpmap:')) continue;
    const blank = line.indexOf(' ');
    if (blank !== -1) rtpmap.set(line.slice('a=rtpmap:'.length, blank), line.slice(blank + 1).trim());
  }
  return rtpmap;
}

/** `PCMU/8000 (0)`; what is no RTP is named as it stands. */
function codecOf(line: MediaLine, format: string, rtpmap: ReadonlyMap<string, string>): string {
  if (!isRtp(line)) return format;
  return `${rtpmap.get(format) ?? staticPayloadType(Number(format)) ?? 'unknown'} (${format})`;
}

/** The session descriptions of a body, be it one or a multipart that holds some. */
export function sdpTexts(body: Buffer, contentType: string): string[] {
  if (isSdp(contentType)) return [body.toString('utf8')];
  if (!isMultipart(contentType)) return [];
  return readMultipart(body, contentType)
    .parts.filter(part => isSdp(part.contentType))
    .map(part => part.content.toString('utf8'));
}

function isSdp(contentType: string): boolean {
  return readMediaType(contentType).name === 'application/sdp';
}

const MAX_LABEL_NAMES = 24;

/**
 * Codec names in order for a ladder label, `PCMU PCMA telephone-event` without duplicates, of all m-lines; '' when none.
 * Static payload types are named by RFC 3551, fax is `T.38`, other media by their format or protocol.
 */
export function codecSummary(body: Buffer, contentType: string): string {
  const names = new Set<string>();
  for (const text of sdpTexts(body, contentType)) {
    for (const section of splitSections(readLines(text, []), []).slice(1)) {
      const line = readMediaLine(section[0]);
      const rtpmap = rtpmapOf(section);
      for (const format of line.formats) if (names.size < MAX_LABEL_NAMES) names.add(labelOf(line, format, rtpmap));
    }
  }
  return [...names].join(' ');
}

function labelOf(line: MediaLine, format: string, rtpmap: ReadonlyMap<string, string>): string {
  if (isRtp(line)) return excerpt((rtpmap.get(format) ?? staticPayloadType(Number(format)) ?? format).split('/', 1)[0]);
  if (format.toLowerCase() === 't38') return 'T.38';
  // MSRP and BFCP have `*` for a format: there the protocol says what it is.
  return excerpt(format === '*' ? (line.protocol.split('/').at(-1) ?? line.media) : format);
}
