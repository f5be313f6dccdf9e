// Who is calling, by whose word, and which way the call was sent: a leg's headers of identity and routing in short. Plain and JSON-safe;
// every text is from the network.

/** Who says something about themselves, or has it said by their network. */
export type IdentitySide = 'caller' | 'callee';

export interface AssertedIdentity {
  /** `P-Asserted-Identity`, `P-Preferred-Identity`, `Remote-Party-ID`, `P-Served-User`, `P-Called-Party-ID`. */
  readonly header: string;
  readonly by: IdentitySide;
  readonly uri: string;
  readonly displayName: string;
  /** Index of the first message that says so. */
  readonly message: number;
}

/** One step of Diversion (RFC 5806) or History-Info (RFC 7044), in the order the call took them. */
export interface Diversion {
  readonly header: 'Diversion' | 'History-Info';
  readonly uri: string;
  /** `unconditional`, `user-busy` …, or the cause: `302`. */
  readonly reason: string;
  /** `1.1` of History-Info; empty for Diversion. */
  readonly index: string;
  readonly counter: string;
  readonly message: number;
}

/** A PASSporT (RFC 8225, RFC 8588), decoded and not verified. */
export interface Attestation {
  /** `A`, `B`, `C`; empty when it says none. */
  readonly attest: string;
  readonly orig: string;
  readonly dest: string;
  readonly issuedAt: string;
  readonly origid: string;
  /** `shaken`, `div` … */
  readonly ppt: string;
  /** Where the certificate is. */
  readonly info: string;
  readonly message: number;
}

/** Any other header of this kind, as written. */
export interface IdentityHeader {
  readonly header: string;
  readonly by: IdentitySide;
  readonly value: string;
  readonly message: number;
}

export interface LegIdentity {
  readonly requestUri: string;
  readonly asserted: readonly AssertedIdentity[];
  readonly privacy: readonly string[];
  readonly diversions: readonly Diversion[];
  /** P-Charging-Vector (RFC 7315 §4.6). */
  readonly charging?: {
    readonly icid: string;
    readonly generatedAt: string;
    readonly origIoi: string;
    readonly termIoi: string;
    readonly message: number;
  };
  /** Session-ID (RFC 7989) as seen last: both halves when both are known. */
  readonly sessionId?: { readonly local: string; readonly remote: string; readonly message: number };
  readonly attestations: readonly Attestation[];
  /** URIs of Route and Record-Route of the first request, Path and Service-Route where they are. */
  readonly route: readonly string[];
  readonly recordRoute: readonly string[];
  /** Access and visited networks, charging functions, early media, location, priority, feature capabilities … */
  readonly others: readonly IdentityHeader[];
}
