// A leg: all messages of one Call-ID (SEMANTICS §1). Times are not stored: each is the time of a message row, so a leg keeps rows.

/** A dialog (RFC 3261 §12) of a leg, known by the hashes of its two tags. */
export interface Dialog {
  /** Hash of the tag of who sent the request that made it, and of the other side. */
  readonly localTag: number;
  readonly remoteTag: number;
  state: DialogState;
  /** CSeq number of the INVITE (or SUBSCRIBE) that made it. */
  readonly cseq: number;
  /** Row of the message that made it. */
  readonly message: number;
  /** Row of the 2xx that confirmed it, -1 before. */
  answer: number;
  acknowledged: boolean;
}

export const DialogState = { Early: 0, Confirmed: 1, Terminated: 2 } as const;
export type DialogState = (typeof DialogState)[keyof typeof DialogState];

/** What walks over all legs look at stands first, side by side: each such walk waits for memory most of its time. */
export class Leg {
  /** Its number in the capture, and of its Call-ID in TextIndex. */
  readonly index: number;
  /** Index into LEG_KINDS. */
  kind = 0;
  /** Index into LEG_STATES. */
  state = 0;
  /** Bits of LegFlagBit. */
  flags = 0;
  /** Final code of what decides the state; 0 while there is none. */
  statusCode = 0;
  /** Id of MethodIds: of the first request, or the first CSeq. */
  method = 0;
  /** EndpointTable ids of the first message, turned round when that is a response. */
  source = 0;
  destination = 0;
  // Rows of the message table; -1 when there is none.
  /** First INVITE (kind call), else the first message. */
  opening = -1;
  ringing = -1;
  answer = -1;
  /** BYE or the final failure. */
  ending = -1;
  lastMessage = -1;
  /** The latest 2xx that set a session timer (RFC 4028), and its interval in seconds. */
  sessionTimer = -1;
  sessionExpires = 0;

  /** Newest transaction, -1 before the first; the older ones are chained in TransactionTable. */
  lastTransaction = -1;
  transactions = 0;

  /** Moves whenever anything about the leg does. */
  revision = 0;
  /** Bits of Fault: of all its messages. */
  faults = 0;
  retransmissions = 0;
  /** Bits of Oddity: what of it may be the sign of a fault (store/oddities.ts). */
  oddities = 0;
  /** An answer seemed to have no payload type of the offer. */
  formatsDiffer = false;

  // What walks over all legs hardly ever look at.
  firstMessage: number;
  acknowledgement = -1;
  /** Final response to the BYE. */
  byeAnswer = -1;
  messages = 0;
  duplicates = 0;

  /** Where the From value of the first message lies in the slab of names, the To value behind it; tags included. */
  namesAt = 0;
  fromBytes = 0;
  toBytes = 0;

  /** Newest row of TransitionTable. */
  lastTransition = -1;
  dialogs: Dialog[] | undefined = undefined;

  // What the current attempt is about (track/call-machine.ts).
  /** Hash of the From tag of the opening INVITE. */
  fromTag = 0;
  /** CSeq number of the latest try; for other kinds, of the latest request. */
  cseq = -1;
  /** Fewest Via values among the transactions of the latest try: the hop nearest to the caller. */
  rootVia = 0xffff;
  /** Transactions of that hop without a final response. */
  rootOpen = 0;
  /** Best failure so far of that hop's transactions, 0 when none (RFC 3261 §16.7 step 6). */
  failure = 0;
  cancelSeen = false;
  /** A 401, 407, 422, 423, 491 or 494 came and the caller has not tried again yet. */
  challenged = false;
  /** A 3xx came: the next INVITE makes the leg `diverted`. */
  redirected = false;

  // What may tie it to other legs (track/link-marker.ts).
  /** Rows of LinkMarks that it has. */
  linkMarks = 0;
  /** Hashes of the SDP that was marked last, 0 before. */
  sdpOrigin = 0;
  sdpMedia = 0;
  /** Payload types of the latest offer as `SdpMarks.formats`, 0 before. */
  offeredFormats = 0;

  /** In the list of changed legs already. */
  changed = false;

  constructor(index: number, firstMessage: number) {
    this.index = index;
    this.firstMessage = firstMessage;
  }
}
