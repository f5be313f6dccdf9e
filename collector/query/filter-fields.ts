// The fields of the filter language: their names, what they mean, how they are read from a leg. This table is the
// documentation of the language too: the page completes from it. Names of Wireshark are accepted as aliases.

import { RULE_IDS } from '../findings/run.ts';
import type { FilterFieldHelp, FilterFieldType } from '../model/filter-field.ts';
import { SEVERITIES } from '../model/finding.ts';
import { LEG_FLAGS, LEG_KINDS, LEG_STATES } from '../model/leg.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import { METHOD_NAMES } from '../model/sip.ts';
import { readEndpoint } from './filter-address.ts';
import type { ColumnReader } from './filter-columns.ts';
import type { FilterSubject } from './filter-subject.ts';

/** How a field is read. Several values: a comparison is true when it is for any of them. */
export type FilterReader =
  | { readonly type: 'text'; readonly read: (subject: FilterSubject) => string }
  | { readonly type: 'texts'; readonly read: (subject: FilterSubject) => readonly string[] }
  | { readonly type: 'number'; readonly read: (subject: FilterSubject) => number | undefined }
  | { readonly type: 'numbers'; readonly read: (subject: FilterSubject) => readonly number[] };

export interface FilterFieldRule extends FilterFieldHelp {
  readonly reader: FilterReader;
  /** How the same is asked of the store's columns, where it keeps them so. */
  readonly column?: ColumnReader;
  /** What one evaluation costs, in cheap reads: and/or ask the cheap operands first. */
  readonly cost: number;
  /** True when messages must be read again. */
  readonly needsMessages: boolean;
  /** True when values may be written in any case: methods, transports. */
  readonly anyCase: boolean;
  /** True when values may be written `5xx`. */
  readonly isCode: boolean;
}

const CHEAP = 1;
const LIST = 5;
/** Reading messages again from their segment. */
export const HEADER_COST = 1000;
export const SEARCH_COST = 5000;

const METHODS = METHOD_NAMES.filter(name => name !== '');

type Details = Partial<Pick<FilterFieldRule, 'column' | 'cost' | 'anyCase' | 'isCode' | 'needsMessages' | 'values'>>;

function field(
  name: string,
  aliases: readonly string[],
  type: FilterFieldType,
  reader: FilterReader,
  help: string,
  details: Details = {},
): FilterFieldRule {
  const cost = reader.type === 'texts' || reader.type === 'numbers' ? LIST : CHEAP;
  return { name, aliases, type, reader, help, cost, needsMessages: false, anyCase: false, isCode: false, ...details };
}

function text(read: (subject: FilterSubject) => string): FilterReader {
  return { type: 'text', read };
}
function texts(read: (subject: FilterSubject) => readonly string[]): FilterReader {
  return { type: 'texts', read };
}
function number(read: (subject: FilterSubject) => number | undefined): FilterReader {
  return { type: 'number', read };
}
function numbers(read: (subject: FilterSubject) => readonly number[]): FilterReader {
  return { type: 'numbers', read };
}

function headerField(
  name: string,
  aliases: readonly string[],
  help: string,
  headers: readonly string[],
): FilterFieldRule {
  const reader = texts(leg => headers.flatMap(header => leg.header(header)));
  return field(name, aliases, 'text', reader, help, { cost: HEADER_COST, needsMessages: true });
}

const METHODS_SEEN: ColumnReader = {
  some: (leg, test) => leg.someMethod(test),
  textOf: (leg, number) => leg.methodName(number),
};
const ADDRESSES_SEEN: ColumnReader = {
  some: (leg, test) => leg.someEndpoint(test),
  textOf: (leg, number) => leg.address(number),
  endpoints: { hasPort: false, some: (leg, test) => leg.someEndpoint(test) },
};
const SOURCE: ColumnReader = {
  number: leg => leg.sourceNumber,
  endpoints: { hasPort: true, some: (leg, test) => test(leg.sourceNumber) },
};
const DESTINATION: ColumnReader = {
  number: leg => leg.destinationNumber,
  endpoints: { hasPort: true, some: (leg, test) => test(leg.destinationNumber) },
};
const FROM_USER: ColumnReader = {
  number: leg => leg.fromUserNumber,
  numberMayHold: (leg, number, needle) => leg.userMayHold(number, needle),
};
const TO_USER: ColumnReader = {
  number: leg => leg.toUserNumber,
  numberMayHold: (leg, number, needle) => leg.userMayHold(number, needle),
};
const USERS: ColumnReader = {
  some: (leg, test) => test(leg.fromUserNumber) || test(leg.toUserNumber),
  textOf: (leg, number) => leg.userText(number),
  numberMayHold: (leg, number, needle) => leg.userMayHold(number, needle),
};
const FINDINGS: ColumnReader = { number: leg => leg.findingsNumber };

const RULES: readonly FilterFieldRule[] = [
  field(
    'state',
    [],
    'enum',
    text(leg => leg.state),
    'State of the leg: state = failed, state in {busy, declined}',
    { column: { number: leg => leg.stateNumber }, values: LEG_STATES },
  ),
  field(
    'kind',
    ['type'],
    'enum',
    text(leg => leg.kind),
    'What the leg is: kind = call',
    { column: { number: leg => leg.kindNumber }, values: LEG_KINDS },
  ),
  field(
    'flag',
    ['flags'],
    'enum',
    texts(leg => leg.flags),
    'Flags beside the state: flag = forked',
    { values: LEG_FLAGS },
  ),
  field(
    'method',
    ['methods', 'sip.Method', 'sip.CSeq.method'],
    'text',
    texts(leg => leg.methods()),
    'Method of any message of the leg: method = REFER',
    { column: METHODS_SEEN, values: METHODS, anyCase: true },
  ),
  field(
    'firstMethod',
    ['opening'],
    'text',
    text(leg => leg.method),
    'Method of the first request of the leg',
    { column: { number: leg => leg.methodNumber }, values: METHODS, anyCase: true },
  ),
  field(
    'code',
    ['status', 'statusCode'],
    'number',
    number(leg => (leg.statusCode === 0 ? undefined : leg.statusCode)),
    'Final status code that decides the state: code >= 500, code = 4xx, code in 500..599',
    { isCode: true },
  ),
  field(
    'codes',
    ['sip.Status-Code', 'anyCode'],
    'number',
    numbers(leg => leg.codes()),
    'Status code of any response of the leg: codes = 183',
    { column: { some: (leg, test) => leg.someCode(test) }, isCode: true },
  ),
  field(
    'from',
    ['sip.From', 'sip.from.addr'],
    'text',
    text(leg => leg.from),
    'From as written, without its tag: from ~ "+49"',
    { column: { holds: (leg, needle) => leg.fromHolds(needle) } },
  ),
  field(
    'to',
    ['sip.To', 'sip.to.addr'],
    'text',
    text(leg => leg.to),
    'To as written, without its tag',
    { column: { holds: (leg, needle) => leg.toHolds(needle) } },
  ),
  field(
    'fromUser',
    ['from.user', 'sip.from.user', 'caller'],
    'text',
    text(leg => leg.fromUser),
    'User or number of From',
    { column: FROM_USER },
  ),
  field(
    'toUser',
    ['to.user', 'sip.to.user', 'callee'],
    'text',
    text(leg => leg.toUser),
    'User or number of To',
    { column: TO_USER },
  ),
  field(
    'user',
    ['number'],
    'text',
    texts(leg => [leg.fromUser, leg.toUser]),
    'User or number of From or To: user = 1000',
    { column: USERS },
  ),
  field(
    'callId',
    ['call-id', 'sip.Call-ID'],
    'text',
    text(leg => leg.callId),
    'Call-ID of the leg',
    { column: { holds: (leg, needle) => leg.callIdHolds(needle) } },
  ),
  field(
    'ip',
    ['ip.addr', 'ipv6.addr', 'address', 'host'],
    'address',
    texts(leg => leg.addresses()),
    'Any IP address of the leg: ip = 10.0.0.1, ip in 10.0.0.0/8, ip in 10.0.0.1..10.0.0.9',
    { column: ADDRESSES_SEEN },
  ),
  field(
    'source',
    ['src', 'ip.src', 'ipv6.src'],
    'address',
    text(leg => leg.source),
    'Where the first request came from: source = 10.0.0.1, source = 10.0.0.1:5060, source in 10.0.0.0/8',
    { column: SOURCE },
  ),
  field(
    'destination',
    ['dst', 'ip.dst', 'ipv6.dst'],
    'address',
    text(leg => leg.destination),
    'Where the first request went to: destination = [2001:db8::1]:5060',
    { column: DESTINATION },
  ),
  field(
    'port',
    ['udp.port', 'tcp.port'],
    'number',
    numbers(leg => [leg.source, leg.destination].flatMap(endpoint => readEndpoint(endpoint).port ?? [])),
    'Source or destination port of the first request: port = 5060',
    { column: { some: (leg, test) => test(leg.port(leg.sourceNumber)) || test(leg.port(leg.destinationNumber)) } },
  ),
  field(
    'sourcePort',
    ['udp.srcport', 'tcp.srcport'],
    'number',
    number(leg => readEndpoint(leg.source).port),
    'Port that the first request came from',
    { column: { number: leg => leg.sourceNumber } },
  ),
  field(
    'destinationPort',
    ['udp.dstport', 'tcp.dstport'],
    'number',
    number(leg => readEndpoint(leg.destination).port),
    'Port that the first request went to',
    { column: { number: leg => leg.destinationNumber } },
  ),
  field(
    'transport',
    [],
    'enum',
    text(leg => leg.transport),
    'Transport of the first message: transport = TCP',
    { column: { number: leg => leg.transportNumber }, values: TRANSPORT_NAMES, anyCase: true },
  ),
  field(
    'startTime',
    ['time', 'start', 'frame.time'],
    'time',
    number(leg => leg.startTime),
    'Start of the leg, UTC unless a zone is given: time >= 2026-01-02T10:00, time = 2026-01-02 (the whole day)',
  ),
  field(
    'pdd',
    [],
    'duration',
    number(leg => leg.pdd),
    'Post-dial delay, INVITE to ringing: pdd > 3s',
  ),
  field(
    'setupTime',
    ['setup'],
    'duration',
    number(leg => leg.setupTime),
    'INVITE to answer: setup > 10s',
  ),
  field(
    'ringDuration',
    ['ring'],
    'duration',
    number(leg => leg.ringDuration),
    'Ringing to answer',
  ),
  field(
    'talkTime',
    ['talk'],
    'duration',
    number(leg => leg.talkTime),
    'Answer to BYE: talk < 1m30s',
  ),
  field(
    'disconnectDelay',
    ['sdd'],
    'duration',
    number(leg => leg.disconnectDelay),
    'BYE to its final response: sdd > 1s',
  ),
  field(
    'duration',
    [],
    'duration',
    number(leg => leg.duration),
    'First to last message: duration > 500ms',
  ),
  field(
    'messages',
    [],
    'number',
    number(leg => leg.messages),
    'Messages, duplicates and retransmissions included',
  ),
  field(
    'retransmissions',
    ['retrans'],
    'number',
    number(leg => leg.retransmissions),
    'SIP retransmissions',
  ),
  field(
    'duplicates',
    [],
    'number',
    number(leg => leg.duplicates),
    'Further captures of the same frame',
  ),
  field(
    'dialogs',
    [],
    'number',
    number(leg => leg.dialogs),
    'Dialogs of the leg: dialogs > 1 is a fork',
  ),
  field(
    'finding',
    ['rule'],
    'enum',
    texts(leg => leg.findings.map(({ rule }) => rule)),
    'A rule that found something wrong: finding = ack-missing',
    { column: FINDINGS, values: RULE_IDS },
  ),
  field(
    'severity',
    [],
    'enum',
    texts(leg => leg.findings.map(({ severity }) => severity)),
    'How bad a finding is: severity = error, severity in {error, warning}',
    { column: FINDINGS, values: SEVERITIES },
  ),
  field(
    'findings',
    [],
    'number',
    number(leg => leg.findings.length),
    'How many findings there are: findings > 0',
    { column: FINDINGS },
  ),
  field(
    'mos',
    [],
    'number',
    number(leg => leg.mos),
    'Estimated MOS of the worst RTP stream: mos < 3.5',
    { cost: LIST },
  ),
  field(
    'loss',
    ['lost', 'lostPercent'],
    'number',
    number(leg => leg.lostPercent),
    'Per cent of the packets lost, of the worst RTP stream: loss > 2',
    { cost: LIST },
  ),
  field(
    'jitter',
    [],
    'duration',
    number(leg => leg.jitter),
    'Highest jitter of its RTP streams: jitter > 30ms',
    { cost: LIST },
  ),
  field(
    'codec',
    ['codecs'],
    'text',
    texts(leg => leg.codecs()),
    'Codec of any RTP stream: codec = PCMU',
    { anyCase: true },
  ),
  headerField(
    'ua',
    ['userAgent', 'user-agent', 'sip.User-Agent'],
    'User-Agent or Server of any message: ua ~ asterisk',
    ['User-Agent', 'Server'],
  ),
];

/** `header["X-Tenant"]`: no rule, for it has a name of its own in every expression. */
const HEADER_HELP: FilterFieldHelp = {
  name: 'header',
  aliases: [],
  type: 'text',
  help: 'Any header of any message: header["X-Tenant"] = "a", header[Via] contains "TCP"; also sip.Via',
};

/** All fields, for completion and help. */
export const FILTER_FIELDS: readonly FilterFieldHelp[] = [
  ...RULES.map(({ name, aliases, type, values, help }) =>
    values === undefined ? { name, aliases, type, help } : { name, aliases, type, values, help },
  ),
  HEADER_HELP,
];

const RULE_BY_NAME: ReadonlyMap<string, FilterFieldRule> = new Map(
  RULES.flatMap(rule => [rule.name, ...rule.aliases].map(name => [name.toLowerCase(), rule] as const)),
);

/** The field of that name or alias, in any case; `sip.Some-Header` is that header. Undefined when there is none. */
export function findField(name: string): FilterFieldRule | undefined {
  const known = RULE_BY_NAME.get(name.toLowerCase());
  if (known !== undefined) return known;
  // Wireshark writes headers with a capital (`sip.Via`), its own inventions without (`sip.from.host`).
  const header = /^sip\.([A-Z][A-Za-z0-9-]*)$/.exec(name)?.[1];
  return header === undefined ? undefined : headerRule(header);
}

/** The field `header["name"]`. */
export function headerRule(name: string): FilterFieldRule {
  return headerField('header', [], HEADER_HELP.help, [name]);
}

/** Every name a field can be called by. */
export function fieldNames(): readonly string[] {
  return FILTER_FIELDS.flatMap(({ name, aliases }) => [name, ...aliases]);
}
