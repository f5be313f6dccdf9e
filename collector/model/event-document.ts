// What NOTIFY, PUBLISH and INFO bodies say (presence, dialogs, registrations, conferences, messages waiting, digits). Plain and JSON-safe;
// every text is from the network.

/** PIDF (RFC 3863), with activities of RPID (RFC 4480). */
export interface PresenceDocument {
  readonly kind: 'presence';
  readonly entity: string;
  readonly tuples: readonly {
    readonly id: string;
    /** `open`, `closed`, or empty. */
    readonly basic: string;
    readonly contact: string;
    readonly note: string;
    readonly timestamp: string;
  }[];
  readonly notes: readonly string[];
  readonly activities: readonly string[];
}

/** RFC 4235. */
export interface DialogInfoDocument {
  readonly kind: 'dialog-info';
  readonly entity: string;
  readonly isFull: boolean;
  readonly version: string;
  readonly dialogs: readonly {
    readonly id: string;
    readonly callId: string;
    readonly localTag: string;
    readonly remoteTag: string;
    readonly direction: string;
    readonly state: string;
    readonly local: string;
    readonly remote: string;
  }[];
}

/** RFC 3680. */
export interface RegInfoDocument {
  readonly kind: 'reg-info';
  readonly isFull: boolean;
  readonly version: string;
  readonly registrations: readonly {
    readonly aor: string;
    readonly state: string;
    readonly contacts: readonly {
      readonly uri: string;
      readonly state: string;
      readonly event: string;
      readonly expires: string;
    }[];
  }[];
}

/** RFC 4575. */
export interface ConferenceUser {
  readonly entity: string;
  readonly displayText: string;
  /** `deleted` takes the user out of what was told before (§4.6). */
  readonly state: string;
  readonly endpoints: readonly {
    readonly entity: string;
    readonly state: string;
    /** `connected`, `on-hold`, `disconnected`, `dialing-out` … */
    readonly status: string;
    readonly joiningMethod: string;
    readonly disconnectionMethod: string;
    readonly callId: string;
    readonly media: readonly { readonly type: string; readonly status: string; readonly ssrc: string }[];
  }[];
}

export interface ConferenceInfoDocument {
  readonly kind: 'conference-info';
  readonly entity: string;
  /** `full`, `partial`, `deleted`. */
  readonly state: string;
  readonly version: string;
  readonly subject: string;
  readonly displayText: string;
  readonly userCount: string;
  readonly active: string;
  readonly locked: string;
  readonly users: readonly ConferenceUser[];
}

/** RFC 3842. */
export interface MessageSummaryDocument {
  readonly kind: 'message-summary';
  readonly waiting: boolean;
  readonly account: string;
  readonly counts: readonly {
    /** `voice-message`, `fax-message` … */
    readonly class: string;
    readonly new: number;
    readonly old: number;
    readonly newUrgent: number;
    readonly oldUrgent: number;
  }[];
}

/** KPML (RFC 4730): what digits are waited for, or which were pressed. */
export interface KpmlDocument {
  readonly kind: 'kpml';
  readonly patterns: readonly string[];
  readonly code: string;
  readonly text: string;
  readonly digits: string;
  readonly tag: string;
}

/** RFC 3858: who watches. */
export interface WatcherInfoDocument {
  readonly kind: 'watcher-info';
  readonly lists: readonly {
    readonly resource: string;
    readonly package: string;
    readonly watchers: readonly { readonly uri: string; readonly status: string; readonly event: string }[];
  }[];
}

export type EventDocument =
  | PresenceDocument
  | DialogInfoDocument
  | RegInfoDocument
  | ConferenceInfoDocument
  | MessageSummaryDocument
  | KpmlDocument
  | WatcherInfoDocument;
