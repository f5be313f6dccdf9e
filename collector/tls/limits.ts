// How much one TLS connection may ask for. What a limit sheds is counted in TlsStatistics or TlsBudget.

/** Longest fragment of a record: 2^14 of content and 2048 of protection (RFC 5246 §6.2.3; RFC 8446 §5.2 allows less). */
export const MAX_FRAGMENT_BYTES = 2 ** 14 + 2048;
/** Longest handshake message that is read (hellos, key exchange, tickets); of longer ones nothing is kept. */
export const MAX_HANDSHAKE_BYTES = 65_536;
/** Bytes in which the beginning of a record is looked for after a gap. A record is shorter, so there must be one. */
export const MAX_SEARCH_BYTES = 2 * (MAX_FRAGMENT_BYTES + 5);
/** Records of a direction that may fail to open one after another before it is given up. */
export const MAX_FAILURES = 8;
/** Sequence numbers that are tried for one record after a gap, and for all records of one direction. */
export const MAX_TRIES = 256;
export const MAX_TOTAL_TRIES = 16_384;
/** Records of 0-RTT data, or of a handshake whose secrets the log lacks, that are passed over at the beginning of a direction. */
export const MAX_PASSED_RECORDS = 256;
/** What a held record costs beyond its bytes. */
export const HELD_RECORD_OVERHEAD = 256;
