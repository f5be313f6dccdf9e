// Session descriptions (RFC 8866) for people, and the codec names for a ladder label.
// Takes text from the network, never throws. Only the lines whose grammar we show reach sdp-transform, each of bounded
// length, so that no attribute can be made to cost its patterns much.

import { parse } from 'sdp-transform';
import type { SdpMediaReport, SdpReport } from '../model/report.ts';
import { excerpt } from './lexical.ts';
import { readMediaType } from './media-type.ts';
import { isMultipart, readMultipart } from './multipart.ts';
import { staticPayloadType } from './payload-types.ts';
import { isRtp, lineValue, readLines, readMediaLine, rtpmapOf, type SdpMediaLine, splitSections } from './sdp-lines.ts';

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

function mediaProblems(line: SdpMediaLine, rtpmap: ReadonlyMap<string, string>, address: string): string[] {
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

/** `PCMU/8000 (0)`; what is no RTP is named as it stands. */
function codecOf(line: SdpMediaLine, format: string, rtpmap: ReadonlyMap<string, string>): string {
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

function labelOf(line: SdpMediaLine, format: string, rtpmap: ReadonlyMap<string, string>): string {
  if (isRtp(line)) return excerpt((rtpmap.get(format) ?? staticPayloadType(Number(format)) ?? format).split('/', 1)[0]);
  if (format.toLowerCase() === 't38') return 'T.38';
  // MSRP and BFCP have `*` for a format: there the protocol says what it is.
  return excerpt(format === '*' ? (line.protocol.split('/').at(-1) ?? line.media) : format);
}
