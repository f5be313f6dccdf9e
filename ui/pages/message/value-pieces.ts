// A header value as pieces that can be compared: what stands before the parameters, then each parameter by its name. Pure, linear.
//
//   <sip:bob@biloxi;transport=tcp>;tag=9  →  `<sip:bob@biloxi`  `;transport=tcp`  `>`  `;tag=9`

export interface ValuePiece {
  /** `;tag`, `?replaces`; '' for what is no parameter. */
  readonly key: string;
  readonly text: string;
}

/** A value of more pieces keeps the rest in its last one: nobody compares thousands of parameters by eye. */
const MAX_PIECES = 200;

/** The pieces of `value`; joined they give it again. Quoted strings are one with what holds them (RFC 3261 §25.1). */
export function valuePieces(value: string): readonly ValuePiece[] {
  const pieces: ValuePiece[] = [];
  let start = 0;
  let isQuoted = false;
  const cut = (end: number): void => {
    if (end > start) pieces.push(pieceOf(value.slice(start, end)));
    start = end;
  };
  for (let at = 0; at < value.length && pieces.length < MAX_PIECES; at += 1) {
    const char = value.charAt(at);
    if (isQuoted && char === '\\') at += 1;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (char === ';' || char === '?' || char === '&' || char === '>' || char === ',')) cut(at);
  }
  cut(value.length);
  return pieces;
}

function pieceOf(text: string): ValuePiece {
  const named = /^([;?&])\s*([^=;>\s]+)/.exec(text);
  if (named !== null) return { key: `${named[1] ?? ''}${(named[2] ?? '').toLowerCase()}`, text };
  // `Digest realm="…", nonce="…"`: parameters of a challenge stand between commas.
  const listed = /^,\s*([A-Za-z-]+)=/.exec(text);
  return { key: listed === null ? '' : `,${(listed[1] ?? '').toLowerCase()}`, text };
}

/** The values of a comma list, commas in quotes and angle brackets aside. */
export function listValues(text: string): readonly string[] {
  const values: string[] = [];
  let start = 0;
  let isQuoted = false;
  let isInBrackets = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isQuoted && char === '\\') at += 1;
    else if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (char === '<') isInBrackets = true;
    else if (char === '>') isInBrackets = false;
    else if (char === ',' && !isInBrackets) {
      values.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  values.push(text.slice(start).trim());
  return values;
}
