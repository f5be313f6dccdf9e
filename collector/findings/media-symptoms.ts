// Bits beside those of `symptoms.ts`, from what is counted of RTP streams: which rules about media may look at a leg
// (`query/media-symptoms.ts` sets them). A call whose media went well has none of them.

export const MediaSymptom = {
  /** For some time RTP went one way only between two hosts. */
  OneSided: 1 << 21,
  /** Answered, and without RTP although RTP of one of its hosts was seen. */
  NoStreams: 1 << 22,
  /** A direction began more than a second after the answer. */
  Late: 1 << 23,
  /** A 183 with SDP, and no RTP before the answer. */
  EarlySilence: 1 << 24,
  /** RTP came from a host that neither signalled nor announced itself. */
  OtherAddress: 1 << 25,
  /** Loss, jitter or MOS beyond what nobody hears. */
  PoorQuality: 1 << 26,
  /** Several payload types in a stream, different ones in the two directions, or one without a name. */
  OddPayload: 1 << 27,
  /** RTP after the end of the call. */
  AfterEnd: 1 << 28,
  /** Telephone events. */
  Events: 1 << 29,
  /** Payloads whose size is not that of the codec, or encryption that only one side announced. */
  OddSize: 1 << 30,
  /** A re-INVITE in a call with media. */
  Renegotiated: 1 << 31,
} as const;
