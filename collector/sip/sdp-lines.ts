// The lines of a session description (RFC 8866 §5), cut into the session's own and those of each m= line.
// Takes text from the network, never throws; bounded in lines, in their length and in m= lines. What they mean is `sdp.ts`'s and
// `sdp-media.ts`'s to say.

import { excerpt, isDigits } from './lexical.ts';

const MAX_LINES = 4096;
const MAX_LINE = 4096;
const MAX_MEDIA = 256;
const MAX_FORMATS = 128;

/** Lines of the form x=value; what is left out is told in `problems`. */
export function readLines(text: string, problems: string[]): string[] {
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
export function splitSections(lines: readonly string[], problems: string[]): string[][] {
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith('m=')) sections.push([]);
    sections[sections.length - 1].push(line);
  }
  if (sections.length - 1 > MAX_MEDIA) problems.push(`${sections.length - 1} media lines; only ${MAX_MEDIA} are shown`);
  return sections.slice(0, MAX_MEDIA + 1);
}

export function lineValue(lines: readonly string[], type: string): string {
  return lines.find(line => line.startsWith(`${type}=`))?.slice(2) ?? '';
}

export interface SdpMediaLine {
  readonly media: string;
  /** Undefined when it is no port number. */
  readonly port: number | undefined;
  readonly protocol: string;
  readonly formats: readonly string[];
}

/** m=<media> <port>["/" <number of ports>] <proto> <fmt> …  (RFC 8866 §5.14) */
export function readMediaLine(line: string): SdpMediaLine {
  const [media = '', ports = '', protocol = '', ...formats] = line
    .slice(2)
    .split(' ', MAX_FORMATS)
    .filter(word => word !== '');
  const port = ports.split('/', 1)[0];
  return { media, port: isDigits(port) && Number(port) <= 65_535 ? Number(port) : undefined, protocol, formats };
}

export function isRtp(line: { readonly protocol: string }): boolean {
  return line.protocol.toUpperCase().includes('RTP/');
}

/** a=rtpmap:<payload type> <encoding name>/<clock rate>[/<parameters>]: the text behind the payload type, by payload type. */
export function rtpmapOf(section: readonly string[]): Map<string, string> {
  return formatValues(section, 'rtpmap');
}

/** a=<name>:<format> <value>: values by format, the last of each. */
export function formatValues(section: readonly string[], name: string): Map<string, string> {
  const values = new Map<string, string>();
  const start = `a=${name}:`;
  for (const line of section) {
    if (!line.startsWith(start)) continue;
    const blank = line.indexOf(' ');
    if (blank !== -1) values.set(line.slice(start.length, blank), line.slice(blank + 1).trim());
  }
  return values;
}
