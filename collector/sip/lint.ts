// What the rules of RFC 3261 demand of a message as a whole: which headers it needs, which it may have once, which must agree.
// Takes a decoded message, gives sentences with the section. What is wrong inside one value is its reader's to say.

import { readCSeq } from './cseq.ts';
import { excerpt, splitOutside } from './lexical.ts';
import type { SipMessage } from './message.ts';
import { readNameAddr } from './name-addr.ts';
import { paramValue } from './params.ts';
import type { RequestLine } from './start-line.ts';
import { readUri } from './uri.ts';
import { readVia } from './via.ts';

type Rule = (message: SipMessage) => readonly string[];

const RULES: readonly Rule[] = [
  neededHeaders,
  singleHeaders,
  requestUri,
  cseqMethod,
  tags,
  registerRules,
  bodyType,
  streamLength,
];

/** Everything that is wrong with the message beyond the framing and the single values. */
export function lintMessage(message: SipMessage): string[] {
  if (message.request === undefined && message.response === undefined) return [];
  return RULES.flatMap(rule => [...rule(message)]);
}

/** RFC 3261 §8.1.1: a request needs these; §8.2.6.2: a response copies all but Max-Forwards. */
const NEEDED: readonly (readonly [name: string, section: string])[] = [
  ['Via', 'RFC 3261 §8.1.1.7'],
  ['From', 'RFC 3261 §8.1.1.3'],
  ['To', 'RFC 3261 §8.1.1.2'],
  ['Call-ID', 'RFC 3261 §8.1.1.4'],
  ['CSeq', 'RFC 3261 §8.1.1.5'],
];

const NEEDED_BY_METHOD: Readonly<Record<string, readonly (readonly [name: string, section: string])[]>> = {
  INVITE: [['Contact', 'RFC 3261 §8.1.1.8']],
  SUBSCRIBE: [
    ['Contact', 'RFC 6665 §4.1.2.1'],
    ['Event', 'RFC 6665 §4.1.2.1'],
  ],
  NOTIFY: [
    ['Event', 'RFC 6665 §4.2.2'],
    ['Subscription-State', 'RFC 6665 §4.2.2'],
  ],
  REFER: [
    ['Contact', 'RFC 3515 §2.2'],
    ['Refer-To', 'RFC 3515 §2.1'],
  ],
  PRACK: [['RAck', 'RFC 3262 §7.2']],
  PUBLISH: [['Event', 'RFC 3903 §4']],
};

function neededHeaders(message: SipMessage): string[] {
  const method = message.request?.method;
  const byMethod = method !== undefined && Object.hasOwn(NEEDED_BY_METHOD, method) ? NEEDED_BY_METHOD[method] : [];
  const forRequest = method === undefined ? [] : ([['Max-Forwards', 'RFC 3261 §8.1.1.6']] as const);
  return [...NEEDED, ...forRequest, ...byMethod]
    .filter(([name]) => message.header(name) === undefined)
    .map(([name, section]) => `no ${name} header (${section})`);
}

/** Headers whose grammar is no comma list: a second line of them contradicts the first (RFC 3261 §7.3.1). */
const SINGLE = [
  'Call-ID',
  'CSeq',
  'From',
  'To',
  'Max-Forwards',
  'Content-Length',
  'Content-Type',
  'Content-Disposition',
  'Date',
  'Event',
  'Expires',
  'Join',
  'MIME-Version',
  'Min-Expires',
  'Min-SE',
  'Organization',
  'Priority',
  'RAck',
  'Refer-To',
  'Referred-By',
  'Replaces',
  'Reply-To',
  'Retry-After',
  'RSeq',
  'Server',
  'Session-Expires',
  'SIP-ETag',
  'SIP-If-Match',
  'Subject',
  'Subscription-State',
  'Target-Dialog',
  'Timestamp',
  'User-Agent',
];

function singleHeaders(message: SipMessage): string[] {
  return SINGLE.map(name => ({ name, count: message.headerAll(name).length }))
    .filter(({ count }) => count > 1)
    .map(({ name, count }) => `${name} is given ${count} times, but may be given once (RFC 3261 §7.3.1)`);
}

function requestUri(message: SipMessage): string[] {
  const uri = message.request?.uri;
  // The start line has told already of brackets and blanks.
  if (uri === undefined || uri === '' || uri.startsWith('<') || /[ \t]/.test(uri)) return [];
  const read = readUri(uri);
  const problems = read.problems.map(problem => `Request-URI: ${problem}`);
  if (read.headers.length > 0)
    problems.push('the Request-URI carries headers behind a question mark (RFC 3261 §19.1.1)');
  if (paramValue(read.params, 'method') !== undefined)
    problems.push('the Request-URI carries a method parameter (RFC 3261 §19.1.1)');
  return problems;
}

function cseqMethod(message: SipMessage): string[] {
  const value = message.header('CSeq');
  if (message.request === undefined || value === undefined) return [];
  const { method } = readCSeq(value);
  if (method === '' || method === message.request.method) return [];
  return [
    `the CSeq method ${excerpt(method)} is not the request's ${excerpt(message.request.method)} (RFC 3261 §8.1.1.5)`,
  ];
}

/** From always has a tag (§8.1.1.3), To has one in every response but 100 (§8.2.6.2). */
function tags(message: SipMessage): string[] {
  const problems: string[] = [];
  if (lacksTag(message.header('From'))) problems.push('From has no tag (RFC 3261 §8.1.1.3)');
  const status = message.response?.statusCode;
  if (status !== undefined && status !== 100 && lacksTag(message.header('To'))) {
    problems.push('To has no tag in a response (RFC 3261 §8.2.6.2)');
  }
  return problems;
}

function lacksTag(value: string | undefined): boolean {
  const address = value === undefined ? undefined : readNameAddr(value);
  return address !== undefined && !address.params.has('tag');
}

function registerRules(message: SipMessage): string[] {
  const request: RequestLine | undefined = message.request;
  if (request?.method !== 'REGISTER') return [];
  const problems: string[] = [];
  if (readUri(request.uri).user !== '') problems.push('the Request-URI of a REGISTER has a user part (RFC 3261 §10.2)');
  const contacts = message.headerAll('Contact');
  if (contacts.includes('*') && (contacts.length > 1 || Number(message.header('Expires')) !== 0)) {
    problems.push('Contact: * must stand alone and with Expires: 0 (RFC 3261 §10.2.2)');
  }
  return problems;
}

function bodyType(message: SipMessage): string[] {
  if (message.body.length === 0 || message.header('Content-Type') !== undefined) return [];
  return ['there is a body, but no Content-Type (RFC 3261 §20.15)'];
}

/** On a stream nothing else tells where the message ends. */
function streamLength(message: SipMessage): string[] {
  const via = message.header('Via');
  if (via === undefined || message.header('Content-Length') !== undefined) return [];
  const { transport } = readVia(splitOutside(via, ',')[0]);
  return /^(?:TCP|TLS)$/i.test(transport) ? [`no Content-Length over ${transport} (RFC 3261 §18.3)`] : [];
}
