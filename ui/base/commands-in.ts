// Commands within a hint: what follows a colon and two blanks, what stands in backticks, `sudo …`, `apt-get install …`.
// Hints name them, and readers want to copy them. Pure.

/** A part of a text; commands can be copied. */
export interface TextPart {
  readonly text: string;
  readonly isCommand: boolean;
}

/** `Run it as root:   sudo sipscope live`: the rest of the line, whatever is in it. */
const SET_APART = /^(.*:)[ \t]{2,}(\S.*?)[ \t]*$/;
// In backticks; else a known first word, up to the end of the sentence or to what is said besides.
const WITHIN =
  /`([^`]+)`|(?<![\w/.-])((?:sudo|setcap|apt-get|(?:apt|dnf|npm) (?:install|rebuild|run)) [^`]*?)(?=[.,;:]?$|[.;:] |, | (?:or|and|then) )/g;

/** `text` cut into what is said and what is to be typed. Lines keep their ends. */
export function commandsIn(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  for (const [number, line] of text.split('\n').entries()) {
    if (number > 0) say(parts, '\n');
    const apart = SET_APART.exec(line);
    if (apart === null) within(parts, line.trim());
    else {
      say(parts, `${apart[1]?.trim()} `);
      parts.push({ text: apart[2] ?? '', isCommand: true });
    }
  }
  return parts;
}

function within(parts: TextPart[], line: string): void {
  let end = 0;
  for (const match of line.matchAll(WITHIN)) {
    if (match.index > end) say(parts, line.slice(end, match.index));
    parts.push({ text: match[1] ?? match[2] ?? '', isCommand: true });
    end = match.index + match[0].length;
  }
  if (end < line.length) say(parts, line.slice(end));
}

function say(parts: TextPart[], text: string): void {
  const last = parts.at(-1);
  if (last?.isCommand === false) parts[parts.length - 1] = { text: last.text + text, isCommand: false };
  else parts.push({ text, isCommand: false });
}
