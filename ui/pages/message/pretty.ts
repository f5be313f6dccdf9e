// JSON and XML with a line for each thing, indented. Takes text from the network; every character that is no blank between things stays,
// whether it is well-formed or not. Pure, linear.

const STEP = '  ';
const MAX_DEPTH = 40;

/** Indented by its brackets; strings are left alone, numbers are not read. */
export function prettyJson(text: string): string {
  let out = '';
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isInString) {
      out += char;
      if (char === '\\') out += text.charAt(++at);
      else if (char === '"') isInString = false;
    } else if (char === '"') {
      isInString = true;
      out += char;
    } else if (char === '{' || char === '[') {
      const close = nextOf(text, at + 1);
      if (text[close] === '}' || text[close] === ']') {
        out += char + text.charAt(close);
        at = close;
      } else out += char + line(++depth);
    } else if (char === '}' || char === ']') out += line(--depth) + char;
    else if (char === ',') out += char + line(depth);
    else if (char === ':') out += ': ';
    else if (!/\s/.test(char)) out += char;
  }
  return out;
}

function nextOf(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

/** Each tag on a line, an element of text alone on one line together. */
export function prettyXml(text: string): string {
  const pieces = text.match(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[^<>]*>|[^<]+|</g) ?? [];
  const lines: string[] = [];
  let depth = 0;
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = (pieces[at] ?? '').trim();
    if (piece === '') continue;
    if (/^<\//.test(piece)) {
      depth -= 1;
      lines.push(indent(depth) + piece);
    } else if (/^<[^!?]/.test(piece) && !piece.endsWith('/>')) {
      const [inner = '', end = ''] = [pieces[at + 1], pieces[at + 2]];
      // <a>text</a>, <a></a>
      if (!inner.startsWith('<') && end.startsWith('</')) {
        lines.push(`${indent(depth)}${piece}${inner.trim()}${end.trim()}`);
        at += 2;
      } else if (inner.startsWith('</')) {
        lines.push(`${indent(depth)}${piece}${inner.trim()}`);
        at += 1;
      } else {
        lines.push(indent(depth) + piece);
        depth += 1;
      }
    } else lines.push(indent(depth) + piece);
  }
  return lines.join('\n');
}

function line(depth: number): string {
  return `\n${indent(depth)}`;
}

function indent(depth: number): string {
  return STEP.repeat(Math.min(MAX_DEPTH, Math.max(0, depth)));
}
