// Addresses of HEP listeners: IPv4-mapped ones as IPv4, and what the system says when one cannot be had.

import { isIPv4 } from 'node:net';
import { HepError, type HepUrl, hepUrlText } from '../hep/hep-url.ts';

const MAPPED = '::ffff:';

/** An IPv4 address that a socket for both families tells as `::ffff:192.0.2.1` is the IPv4 address; a zone is left out. */
export function unmapped(address: string): string {
  const zone = address.indexOf('%');
  const bare = zone === -1 ? address : address.slice(0, zone);
  if (!bare.startsWith(MAPPED)) return bare;
  const tail = bare.slice(MAPPED.length);
  return isIPv4(tail) ? tail : bare;
}

/** Why listening failed, in words for the user. */
export function listenError(url: HepUrl, error: unknown): HepError {
  const text = hepUrlText(url);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
  switch (code) {
    case 'EADDRINUSE':
      return new HepError(
        'SIPA_HEP_PORT_IN_USE',
        `Cannot listen for HEP on ${text}: another program has this port.`,
        'End that program, or choose another port.',
        error,
      );
    case 'EACCES':
    case 'EPERM':
      return new HepError(
        'SIPA_HEP_NO_PERMISSION',
        `Cannot listen for HEP on ${text}: no permission.`,
        'Ports below 1024 need root. HEP servers use 9060.',
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new HepError(
        'SIPA_HEP_ADDRESS',
        `Cannot listen for HEP on ${text}: this machine does not have that address.`,
        'Use 0.0.0.0 or [::] for all addresses of this machine.',
        error,
      );
    default:
      return new HepError(
        'SIPA_HEP_LISTEN',
        `Cannot listen for HEP on ${text} (${code}).`,
        'Check the address.',
        error,
      );
  }
}
