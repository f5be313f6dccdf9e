// How much a HEP frame may ask for. Everything beyond is refused and counted; nothing here depends on what the wire claims.

/** The length field of a HEP3 frame has 16 bits and counts itself and the magic. */
export const MAX_FRAME_BYTES = 65_535;

/** What a compressed payload, or a frame compressed as a whole, may become. No SIP message over UDP is larger than 64 KiB. */
export const MAX_INFLATED_BYTES = 1024 * 1024;
/** SIP shrinks to a third or a tenth; what grows by more than this factor is a bomb … */
export const MAX_INFLATE_RATIO = 200;
/** … unless it is small anyway. */
export const FREE_INFLATED_BYTES = 64 * 1024;

/** Of a correlation id (chunk 0x11), as much is kept. A Call-ID has rarely more than 100 bytes. */
export const MAX_CORRELATION_BYTES = 256;
/** Of an agent's name (chunk 0x13), as much is shown. */
export const MAX_AGENT_NAME_BYTES = 64;
/** Agents whose point is remembered by their id and name; the others are looked up anew. */
export const MAX_AGENTS = 4096;

/** An agent's time further from that of the frame that carried it is no time (µs): one day. */
export const MAX_TIME_OFFSET_MICROS = 86_400_000_000;
/** HEP is younger than this: 2000-01-01T00:00:00Z, in seconds. */
export const FIRST_SANE_SECOND = 946_684_800;
