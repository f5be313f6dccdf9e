// One message for the message panel: everything that its bytes alone can tell.

import { isUtf8 } from 'node:buffer';
import type { LintProblem } from '../model/lint.ts';
import type { BodyPart, HeaderReport, MessageDetail } from '../model/report.ts';
import { readBody } from './bodies/read-body.ts';
import { readHeaderValue } from './header-readers.ts';
import { lintMessage, problemText } from './lint/lint.ts';
import { readMessage, type SipMessage } from './message.ts';
import { isMultipart, type MimePart, readMultipart } from './multipart.ts';
import { readSdp, sdpTexts } from './sdp.ts';

/** What the message panel shows: everything of MessageDetail that comes from the bytes alone. */
export type MessageDescription = Pick<
  MessageDetail,
  'startLine' | 'raw' | 'rawBase64' | 'headers' | 'bodies' | 'sdp' | 'problems' | 'lint'
>;

/** Bytes of one body part that are shown; the raw message is whole. */
const MAX_SHOWN = 256 * 1024;

/** Takes the bytes of one message, good or bad; never throws. */
export function describeMessage(bytes: Buffer): MessageDescription {
  const message = readMessage(bytes);
  const headers = message.headers.map((header): HeaderReport => {
    const { parts, problems } = readHeaderValue(header.canonical, header.value);
    return { name: header.name, canonical: header.canonical, value: header.value, parts, problems };
  });
  const [sdp] = sdpTexts(message.body, message.header('Content-Type') ?? '');
  const lint = lintMessage(message, at => headers[at].problems);
  return {
    startLine: message.startLine,
    raw: bytes.toString('utf8'),
    ...(isUtf8(bytes) ? {} : { rawBase64: bytes.toString('base64') }),
    headers,
    bodies: describeBodies(message),
    ...(sdp === undefined ? {} : { sdp: readSdp(sdp) }),
    problems: lint.filter(isTold).map(problemText),
    lint,
  };
}

/** Notices are not, but that there are more is; what is wrong with a session description stands beside it. */
function isTold({ severity, id }: LintProblem): boolean {
  return id === 'not-looked-at' || (severity !== 'notice' && id !== 'sdp');
}

function describeBodies(message: SipMessage): BodyPart[] {
  if (message.body.length === 0) return [];
  const contentType = message.header('Content-Type') ?? '';
  if (!isMultipart(contentType)) return [describePart({ contentType, headers: [], content: message.body })];
  return readMultipart(message.body, contentType).parts.map(describePart);
}

/** Text when it is text, else base64; either is cut at the limit. */
function describePart(part: MimePart): BodyPart {
  const { contentType, headers, content } = part;
  const reading = readBody(contentType, content);
  const isText = isUtf8(content) && !content.includes(0);
  return {
    contentType,
    headers,
    ...(isText
      ? { text: content.toString('utf8', 0, textCut(content)) }
      : { base64: content.toString('base64', 0, base64Cut(content)) }),
    length: content.length,
    ...(content.length > MAX_SHOWN ? { cut: true } : {}),
    ...(reading === undefined ? {} : { reading }),
  };
}

/** The limit, moved back so that no character is cut in two. */
function textCut(content: Buffer): number {
  if (content.length <= MAX_SHOWN) return content.length;
  let end = MAX_SHOWN;
  while (end > 0 && (content[end] & 0xc0) === 0x80) end--;
  return end;
}

/** The limit, moved back to whole groups of three bytes, so that the text needs no padding. */
function base64Cut(content: Buffer): number {
  return content.length <= MAX_SHOWN ? content.length : MAX_SHOWN - (MAX_SHOWN % 3);
}
