// What a leg shows in plain numbers, before anybody reads a message: the bits that say which rules may look at it. A healthy leg
// has none, and what may be a sign of one is noted while the capture is read (`store/oddities.ts`): it costs next to nothing.

export const Symptom = {
  None: 0,
  /** A request got no response at all until its timer passed, or was sent again without one. */
  Unanswered: 1 << 0,
  /** Some message was sent again. */
  Retransmission: 1 << 1,
  /** 64·T1 after a 2xx without ACK. */
  AckMissing: 1 << 2,
  /** A BYE without a final response until its timer passed. */
  ByeUnanswered: 1 << 3,
  /** A host reported a message back as undeliverable. */
  Icmp: 1 << 4,
  /** 401, 407 or 494 as the outcome; these or 403 to a request that carries credentials. */
  Challenged: 1 << 5,
  /** 403, 404, 410, 416, 484, 485, 604. */
  Unknown: 1 << 6,
  /** 406, 415, 488, 606, or an answer whose payload types are none of the offer. */
  NotAcceptable: 1 << 7,
  /** 482, 483, or the same request twice between the same two hosts, further downstream. */
  Loop: 1 << 8,
  /** 491. */
  Glare: 1 << 9,
  /** 422. */
  IntervalTooSmall: 1 << 10,
  /** 481 to anything but a CANCEL. */
  NoSuchDialog: 1 << 11,
  /** 5xx. */
  ServerError: 1 << 12,
  /** Any other final response of 400 and more that is no everyday outcome (busy, declined, cancelled, no answer). */
  Refused: 1 << 13,
  /** A request of more than 1300 bytes over UDP. */
  LargeRequest: 1 << 14,
  /** More than one dialog of the leg was answered. */
  AnsweredTwice: 1 << 15,
  /** A CANCEL, and yet a 2xx to the INVITE. */
  CancelAnswered: 1 << 16,
  /** A REFER with a final response. */
  Refer: 1 << 17,
  /** The scan found a fault in a message. */
  Malformed: 1 << 18,
  /** Frames were lost while it lived, a message of it is cut, or its beginning was not seen. */
  Incomplete: 1 << 19,
  /** A session timer was agreed on, and for most of its shortest time nothing renewed it. */
  SessionTimer: 1 << 20,
} as const;
