// SRTP keys that no SDP carries: two sides agree on them by DTLS on the ports of the media themselves (RFC 5763, RFC 5764). What
// playback asks about them; who answers is `dtls/handshakes.ts`.

import type { SrtpKey } from './context.ts';

/** What is known of the handshake between two endpoints. */
export type AgreedKeys =
  /** Those by which the sender protects what it sends. */
  | { readonly kind: 'keys'; readonly keys: readonly SrtpKey[]; readonly profile: string }
  /** No handshake between the two was captured, or only a part of it. */
  | { readonly kind: 'unseen'; readonly why: string }
  /** The key log has no line for it. `clientRandom` in hex is how a line begins that would do. */
  | { readonly kind: 'noSecret'; readonly clientRandom: string }
  | { readonly kind: 'unusable'; readonly why: string };

export interface AgreedKeyLookup {
  /** By ids of endpoints: of what `source` sends to `destination`. */
  agreedKeys(source: number, destination: number): AgreedKeys;
}

export const NO_AGREED_KEYS: AgreedKeyLookup = {
  agreedKeys: () => ({ kind: 'unseen', why: 'no DTLS was captured on the ports of this stream' }),
};
