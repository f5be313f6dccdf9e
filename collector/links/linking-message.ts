// What one message says about other legs: the headers of SEMANTICS §5, taken apart. Takes its bytes, gives plain values; never throws.
// Only the headers are looked at, and of them only those that tie legs.

import { HeadersFinder } from '../sip/header-values.ts';
import { splitOutside, trimBlanks } from '../sip/lexical.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import { paramsByName, readParams } from '../sip/params.ts';
import { readStartLine } from '../sip/start-line.ts';
import { readUri, unescapeUri } from '../sip/uri.ts';
import { countingPart, DEFAULT_RULES, type HeaderRule } from './header-rules.ts';
import { sessionKey } from './session-id.ts';

/** A dialog as Replaces (RFC 3891), Join (RFC 3911) and Target-Dialog (RFC 4538) name it. */
export interface DialogName {
  readonly callId: string;
  /** In either order; undefined when a tag is missing. */
  readonly tags: readonly [string, string] | undefined;
  readonly isEarlyOnly: boolean;
  /** As written. */
  readonly text: string;
}

export interface LinkingMessage {
  /** Of a request. */
  readonly requestUri: string | undefined;
  readonly replaces: DialogName | undefined;
  readonly join: DialogName | undefined;
  readonly targetDialog: DialogName | undefined;
  /** Without the headers in it. */
  readonly referTo: string | undefined;
  /** The Replaces header inside the URI of Refer-To. */
  readonly referReplaces: DialogName | undefined;
  readonly referredBy: string;
  readonly sessions: readonly { readonly key: string; readonly text: string }[];
  readonly icids: readonly string[];
  /** By header rule. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

const HEADERS = ['Replaces', 'Join', 'Target-Dialog', 'Refer-To', 'Referred-By', 'Session-ID', 'P-Charging-Vector'];
/** Values of one message that are taken. */
const MAX_VALUES = 16;

export class LinkingReader {
  private readonly rules: readonly HeaderRule[];
  private readonly finder: HeadersFinder;

  /** `rules` come beside those that hold anyway. */
  constructor(rules: readonly HeaderRule[] = []) {
    this.rules = [...DEFAULT_RULES, ...rules];
    this.finder = new HeadersFinder([...HEADERS, ...this.rules.map(rule => rule.name)]);
  }

  read(bytes: Buffer): LinkingMessage {
    const headers = this.finder.read(bytes);
    const all = (name: string): string[] =>
      headers.flatMap(header => (header.name === name ? [header.value] : [])).slice(0, MAX_VALUES);
    const dialog = (name: string, tags: readonly [string, string]): DialogName | undefined =>
      all(name).map(value => dialogName(value, tags))[0];
    const referTo = readNameAddr(all('Refer-To')[0] ?? '');
    const referUri = referTo === undefined ? undefined : readUri(referTo.uri);
    const embedded = referUri?.headers.find(header => header.name.toLowerCase() === 'replaces')?.value;
    return {
      requestUri: readStartLine(firstLine(bytes)).request?.uri,
      replaces: dialog('Replaces', ['to-tag', 'from-tag']),
      join: dialog('Join', ['to-tag', 'from-tag']),
      targetDialog: dialog('Target-Dialog', ['remote-tag', 'local-tag']),
      referTo: referTo?.uri.replace(/\?.*$/s, ''),
      referReplaces: embedded === undefined ? undefined : dialogName(unescapeUri(embedded), ['to-tag', 'from-tag']),
      referredBy: readNameAddr(all('Referred-By')[0] ?? '')?.uri ?? '',
      sessions: all('Session-ID').flatMap(text => {
        const key = sessionKey(text);
        return key === undefined ? [] : [{ key, text }];
      }),
      icids: all('P-Charging-Vector').flatMap(value => icidOf(value) ?? []),
      values: this.valuesOf(headers),
    };
  }

  private valuesOf(headers: readonly { readonly name: string; readonly value: string }[]): LinkingMessage['values'] {
    const found = this.rules.flatMap(rule =>
      headers
        .filter(header => header.name.toLowerCase() === rule.name.toLowerCase())
        .flatMap(header => {
          const value = countingPart(rule, header.value);
          return value === undefined ? [] : [{ name: rule.name, value }];
        }),
    );
    return found.slice(0, MAX_VALUES);
  }
}

/** callid *( SEMI param ) */
function dialogName(text: string, tagNames: readonly [string, string]): DialogName | undefined {
  const [callId = '', ...rest] = splitOutside(text, ';');
  const params = paramsByName(readParams(rest.join(';'), 'loose').list);
  const [one, other] = tagNames.map(name => params.get(name));
  const id = trimBlanks(callId);
  if (id === '') return undefined;
  const tags: [string, string] | undefined = one === undefined || other === undefined ? undefined : [one, other];
  return { callId: id, tags, isEarlyOnly: params.has('early-only'), text };
}

/** P-Charging-Vector = icid-value *( SEMI params ) ; icid-value = "icid-value" EQUAL gen-value  (RFC 7315 §5.6) */
function icidOf(value: string): string | undefined {
  const icid = paramsByName(readParams(value, 'loose').list).get('icid-value');
  return icid === '' ? undefined : icid;
}

function firstLine(bytes: Buffer): string {
  const end = bytes.indexOf(0x0a);
  return trimBlanks(bytes.toString('utf8', 0, end < 0 ? Math.min(bytes.length, MAX_LINE) : Math.min(end, MAX_LINE)));
}

const MAX_LINE = 4096;
