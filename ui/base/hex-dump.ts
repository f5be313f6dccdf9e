// Bytes as people read them. Pure.
//
//   0000  45 00 00 3c 1c 46 40 00  40 06 b1 e6 c0 a8 00 68  E..<.F@.@......h

const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

/** The bytes behind base64; what is no base64 gives none. */
export function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    // Not what the server sends; an empty dump says as much as a broken one.
    return new Uint8Array();
  }
}

/** One line for every `perLine` bytes: offset, hexadecimal in groups of eight, ASCII. */
export function hexDump(bytes: Uint8Array, perLine = 16): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += perLine) {
    const part = Array.from(bytes.subarray(offset, offset + perLine));
    const hex = part.map((byte, at) => (at > 0 && at % 8 === 0 ? ` ${hex2(byte)}` : hex2(byte))).join(' ');
    const width = perLine * 3 - 1 + Math.floor((perLine - 1) / 8);
    lines.push(`${offset.toString(16).padStart(4, '0')}  ${hex.padEnd(width)}  ${part.map(ascii).join('')}`);
  }
  return lines.join('\n');
}

function hex2(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function ascii(byte: number): string {
  return byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE ? String.fromCharCode(byte) : '.';
}
