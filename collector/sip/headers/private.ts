// The P- headers of 3GPP networks (RFC 7315, RFC 3325, RFC 5009, RFC 6050).

import { excerpt, isQuoted, isToken } from '../lexical.ts';
import { paramValue, readParams } from '../params.ts';
import { EMPTY_VALUE, type HeaderReader, listOf, paramParts, token, valueWithParams } from './reading.ts';

/** P-Access-Network-Info = access-net-spec *(COMMA access-net-spec) ; access-net-spec = access-type *(SEMI access-info)  (RFC 7315 §5.4) */
export const accessNetworkInfo: HeaderReader = listOf(valueWithParams({ name: 'access', grammar: 'loose' }));

/** P-Charging-Vector = icid-value *(SEMI charge-params) ; icid-value = "icid-value" EQUAL gen-value  (RFC 7315 §5.6) */
export const chargingVector: HeaderReader = value => {
  // Loose: the RFC's own example has an icid-value with equals signs.
  const params = readParams(value, 'loose');
  const missing = paramValue(params.list, 'icid-value') === undefined ? ['no icid-value (RFC 7315 §5.6)'] : [];
  return { parts: paramParts(params.list), problems: [...params.problems, ...missing] };
};

/** P-Charging-Function-Addresses = charge-addr-params *(SEMI charge-addr-params), in a comma list  (RFC 7315 §5.5) */
export const chargingFunctionAddresses: HeaderReader = listOf(value => {
  const params = readParams(value, 'loose');
  return { parts: paramParts(params.list), problems: params.problems };
});

/** P-Early-Media = [ em-param *(COMMA em-param) ]  (RFC 5009 §8) */
export const earlyMedia: HeaderReader = listOf(token('early media'), 'may be empty');

/** P-Visited-Network-ID = vnetwork-spec *(COMMA vnetwork-spec) ; vnetwork-spec = (token / quoted-string) *(SEMI vnetwork-param)  (RFC 7315 §5.3) */
export const visitedNetworkId: HeaderReader = listOf(
  valueWithParams({
    name: 'network',
    check: value =>
      isToken(value) || isQuoted(value) ? [] : [`"${excerpt(value)}" is neither a token nor quoted (RFC 7315 §5.3)`],
  }),
);

/** P-Asserted-Service, P-Preferred-Service = Service-ID ; Service-ID = "urn:urn-7:" urn-service-id  (RFC 6050 §4.1) */
export const serviceId: HeaderReader = listOf(value => ({
  parts: [{ name: 'service', value }],
  problems: value.toLowerCase().startsWith('urn:urn-7:')
    ? []
    : [value === '' ? EMPTY_VALUE : `"${excerpt(value)}" is no urn:urn-7: service (RFC 6050 §4.1)`],
}));

/** Feature-Caps = fc-value *(COMMA fc-value) ; fc-value = "*" *(SEMI feature-cap)  (RFC 6809 §6.3) */
export const featureCaps: HeaderReader = listOf(
  valueWithParams({
    name: 'features',
    grammar: 'loose',
    check: value => (value === '*' ? [] : [`"${excerpt(value)}" is not * (RFC 6809 §6.3)`]),
  }),
);
