// JSON of a large object in pieces: one string of a report over a million legs would be longer than a string may be.

/** Elements of a list that go into one piece. */
const ELEMENTS = 500;

/** The pieces of `JSON.stringify(value)`, a list at the top or directly below it cut into many. */
export function* jsonPieces(value: object): Generator<string> {
  if (Array.isArray(value)) {
    yield* listPieces(value);
    return;
  }
  let before = '{';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    before = ',';
    if (Array.isArray(member)) yield* listPieces(member);
    else yield JSON.stringify(member);
  }
  yield before === '{' ? '{}' : '}';
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  let before = '[';
  for (let at = 0; at < list.length; at += ELEMENTS) {
    yield before + JSON.stringify(list.slice(at, at + ELEMENTS)).slice(1, -1);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}
