// Headers that are addresses: From, To, Contact, Route and their many relatives.

import { excerpt, isDigits, trimBlanks } from '../lexical.ts';
import { type NameAddr, readNameAddr } from '../name-addr.ts';
import type { Param } from '../params.ts';
import { readUri, type SipUri, unescapeUri } from '../uri.ts';
import { type HeaderReader, listOf, numericParam, type Part, paramParts, present } from './reading.ts';

interface AddressRule {
  /** The grammar asks for angle brackets even where the URI would not need them. */
  readonly brackets?: boolean;
  readonly check?: (address: NameAddr) => readonly string[];
  /** Further parts made of the address. */
  readonly more?: (address: NameAddr, uri: SipUri) => readonly Part[];
}

/** ( name-addr / addr-spec ) *( SEMI generic-param )  (RFC 3261 §25.1) */
function addressOf(rule: AddressRule = {}): HeaderReader {
  return value => {
    const address = readNameAddr(value);
    if (address === undefined) {
      return { parts: [], problems: [`no address in "${excerpt(value)}" (RFC 3261 §25.1)`] };
    }
    const uri = readUri(address.uri);
    const brackets = rule.brackets && !address.bracketed ? ['the URI needs angle brackets here (RFC 3261 §25.1)'] : [];
    return {
      parts: [
        ...present({ name: 'display name', value: address.displayName }),
        ...uriParts(uri),
        ...paramParts(address.paramList),
        ...(rule.more?.(address, uri) ?? []),
      ],
      problems: [...address.problems, ...uri.problems, ...brackets, ...(rule.check?.(address) ?? [])],
    };
  };
}

/** The pieces of a URI, named by how they are written: `uri;transport`, `uri?Replaces`. */
export function uriParts(uri: SipUri): Part[] {
  return [
    { name: 'uri', value: uri.text },
    ...present(
      { name: 'user', value: unescapeUri(uri.user) },
      { name: 'host', value: uri.host },
      { name: 'port', value: uri.port === undefined ? '' : String(uri.port) },
    ),
    ...uri.params.map(param => ({ name: `uri;${unescapeUri(param.name)}`, value: unescapeUri(param.value ?? '') })),
    ...uri.headers.map(header => ({ name: `uri?${unescapeUri(header.name)}`, value: unescapeUri(header.value ?? '') })),
  ];
}

/** from-spec = ( name-addr / addr-spec ) *( SEMI from-param ) ; from-param = tag-param / generic-param */
export const fromOrTo: HeaderReader = addressOf({
  check: address => (address.params.get('tag') === '' ? ['the tag is empty (RFC 3261 §19.3)'] : []),
});

/** Contact = STAR / (contact-param *(COMMA contact-param)) ; contact-params = c-p-q / c-p-expires / contact-extension */
export const contact: HeaderReader = value =>
  trimBlanks(value) === '*' ? { parts: [{ name: 'all bindings', value: '*' }], problems: [] } : contacts(value);

const contacts = listOf(
  addressOf({
    check: address => [
      ...qProblems(address.paramList),
      ...numericParam(address.paramList, 'expires', 'RFC 3261 §20.10'),
    ],
  }),
);

/** qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ) */
export function qProblems(params: readonly Param[]): string[] {
  const q = params.find(param => param.name.toLowerCase() === 'q')?.value;
  return q === undefined || /^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/.test(q)
    ? []
    : [`q=${excerpt(q)} is not 0 to 1 with at most three decimals (RFC 3261 §25.1)`];
}

/** Route = route-param *(COMMA route-param) ; route-param = name-addr *( SEMI rr-param ). Path and Service-Route alike. */
export const routes: HeaderReader = listOf(addressOf({ brackets: true }));

/** One address and nothing special: Refer-To (RFC 3515 §2.1), Referred-By (RFC 3892 §3), Reply-To, P-Called-Party-ID. */
export const oneAddress: HeaderReader = addressOf();

/** 1#( name-addr / addr-spec ): P-Asserted-Identity, P-Preferred-Identity, P-Associated-URI, Also. */
export const addresses: HeaderReader = listOf(addressOf());

/** Alert-Info, Call-Info, Error-Info = LAQUOT absoluteURI RAQUOT *( SEMI generic-param ), in a comma list; Geolocation too. */
export const uriReferences: HeaderReader = listOf(addressOf({ brackets: true }), 'may be empty');

/**
 * History-Info = hi-entry *(COMMA hi-entry) ; hi-entry = hi-targeted-to-uri *( SEMI hi-param )  (RFC 7044 §5)
 * The Reason for the retargeting stands escaped inside the URI: `?Reason=SIP%3Bcause%3D302`.
 */
export const historyInfo: HeaderReader = listOf(
  addressOf({
    brackets: true,
    check: address => {
      const index = address.params.get('index');
      if (index === undefined) return ['no index (RFC 7044 §5)'];
      return isHistoryIndex(index) ? [] : [`index=${excerpt(index)} is no dotted number (RFC 7044 §5)`];
    },
    more: (_address, uri) =>
      uri.headers
        .filter(header => header.name.toLowerCase() === 'reason')
        .map(header => ({ name: 'reason', value: unescapeUri(header.value ?? '') })),
  }),
);

/** index-val = number *("." number) */
function isHistoryIndex(index: string): boolean {
  return index.split('.').every(isDigits);
}

/** Diversion = 1#( name-addr *( ";" diversion-params ) )  (RFC 5806 §9) */
export const diversion: HeaderReader = listOf(
  addressOf({ brackets: true, check: address => numericParam(address.paramList, 'counter', 'RFC 5806 §9') }),
);

/** Remote-Party-ID = 1#( name-addr *( ";" rpi-token ) )  (draft-ietf-sip-privacy-04) */
export const remotePartyId: HeaderReader = listOf(addressOf({ brackets: true }));
