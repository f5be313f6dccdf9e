// Makes text from the network safe to show: on a terminal, in a drawing, in a log line.
// Takes any string, gives one in which everything that could move the cursor, change colours, turn the reading
// direction round or hide itself is a visible escape. Cannot be turned back: a `\n` written in the text stays as it is.

// Cc: C0, DEL and C1 (ESC, CSI). Cf and Default_Ignorable: bidi controls ("Trojan Source"), zero-width and tag characters.
// Cs: lone surrogates. Zl, Zp: line and paragraph separator. Noncharacters are forbidden in XML.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const NOT_ASCII = /[^\x20-\x7e]/gu;

/** `text` with every control, bidi, invisible or unpaired character as `\n`, `\x1b`, `\u202e` or `\u{e0041}`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, escapeOf);
}

/** Like `printable`, and every character beyond ASCII escaped too: for terminals and files that know nothing else. */
export function printableAscii(text: string): string {
  return text.replace(NOT_ASCII, escapeOf);
}

function escapeOf(character: string): string {
  switch (character) {
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      break;
  }
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
