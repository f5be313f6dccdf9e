// Values as the filter language writes them. Whatever comes out of a capture reads back as exactly what it was, and holds no
// character that a one-line field drops or that could change how the expression looks. Pure.

/** A plain word, a number, an address with its port: no quotes are needed. `..` would be a range. */
const BARE = /^[\w+][\w+-]*(?:\.[\w+-]+)*(?:[/:]\d{1,5})?$/;
const BARE_IPV6 = /^\[[\da-f:]*:[\da-f:.]*\](?::\d{1,5})?$/i;
// Controls, directions, invisible and unpaired characters (see base/visible-text.ts), and what HTML calls a line end.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** `value` as a word where that reads back as itself, else as a string. */
export function writeValue(value: string): string {
  return BARE.test(value) || BARE_IPV6.test(value) ? value : writeString(value);
}

/** `value` in quotes. */
export function writeString(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&').replace(UNSEEN, escaped)}"`;
}

/** `header["X-Tenant"]`; undefined for what the language takes for no header name. */
export function headerField(name: string): string | undefined {
  return /^[^\s:]{1,128}$/.test(name) ? `header[${writeString(name)}]` : undefined;
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  let text = '';
  for (let at = 0; at < character.length; at += 1)
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return text;
}
