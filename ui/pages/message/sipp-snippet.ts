// A message as a step of a sipp scenario: a <send> whose CDATA sipp turns into the same bytes again, with the body's length filled in.
//
// sipp ends lines with CRLF, takes blanks at both ends of a line away, reads [word] as a keyword, and \xHH as one byte. So what is not
// plain text, every bracket and backslash, and blanks at the ends of lines are written as \xHH; that also keeps the XML valid.

const [HT, LF, CR, SPACE, OPEN, BACKSLASH, CLOSE, TILDE] = [0x09, 0x0a, 0x0d, 0x20, 0x5b, 0x5c, 0x5d, 0x7e];
const LENGTH = /^(content-length|l)([ \t]*:)/i;

/** `<send>` with the message in it; Content-Length, where there is one, is what sipp counts. */
export function sippSend(bytes: Uint8Array): string {
  const lines = linesOf(bytes);
  const end = lines.findIndex((line, at) => at > 0 && line.length === 0);
  const text = lines.map((line, at) => {
    const written = escaped(line);
    const length = at > 0 && (end < 0 || at < end) ? LENGTH.exec(written) : null;
    return length === null ? written : `${length[1]}${length[2]} [len]`;
  });
  // A body that ends without a line end stands right before the end of the CDATA: sipp adds none there.
  return `<send>\n<![CDATA[\n\n${text.join('\n')}]]>\n</send>\n`;
}

/** Split at CRLF alone: other line ends are bytes like any other. */
function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = 1; at < bytes.length; at += 1) {
    if (bytes[at] !== LF || bytes[at - 1] !== CR) continue;
    lines.push(bytes.subarray(start, at - 1));
    start = at + 1;
  }
  return [...lines, bytes.subarray(start)];
}

function escaped(line: Uint8Array): string {
  let text = '';
  line.forEach((byte, at) => {
    const isBlank = byte === SPACE || byte === HT;
    const isAtEnd = at === 0 || at === line.length - 1;
    const isPlain = isBlank
      ? !isAtEnd
      : byte > SPACE && byte <= TILDE && byte !== OPEN && byte !== CLOSE && byte !== BACKSLASH;
    text += isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return text;
}
